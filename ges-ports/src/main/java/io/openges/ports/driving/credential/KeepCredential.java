package io.openges.ports.driving.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: a credential that every tenant may have one of (specification 5.4). It is kept
 * sealed; its secret parts are for this installation only and are never told. Safe for use by many
 * threads at once.
 *
 * @param <T> the credential
 */
public interface KeepCredential<T> {

  /**
   * Keeps a credential in place of the one before; empty if this installation has no key to seal
   * secrets with, and so keeps none.
   *
   * @return when it was set, to the millisecond
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it is
   *     kept; repeating is harmless
   */
  Optional<Instant> put(TenantId tenant, T credential);

  /**
   * Returns the credential; empty if there is none, or none that can be opened. What was changed
   * elsewhere is known within 5 seconds.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if it was never read and cannot
   *     be read now
   */
  Optional<T> find(TenantId tenant);

  /**
   * Returns how it stands; empty if there is none.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  Optional<Standing<T>> standing(TenantId tenant);

  /**
   * Drops it; says whether there was one.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it is
   *     dropped
   */
  boolean remove(TenantId tenant);

  /**
   * How a credential stands.
   *
   * @param at when it was set, to the millisecond
   * @param credential null if it was sealed with a key that is not at hand any more
   * @param <T> the credential
   */
  record Standing<T>(Instant at, @Nullable T credential) {

    /** Checks that there is a time. */
    public Standing {
      requireNonNull(at, "at");
    }
  }
}
