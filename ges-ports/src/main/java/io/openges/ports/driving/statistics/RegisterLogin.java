package io.openges.ports.driving.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics;
import java.time.Instant;
import java.util.Optional;

/**
 * Driving port: in whose name a tenant's questions for figures are asked (specification 14.2). A
 * login is checked when it is set, kept sealed, and never told again. Safe for use by many threads
 * at once.
 */
public interface RegisterLogin {

  /**
   * Registers a login in place of the one before. After a failure nobody knows whether it is
   * registered; repeating is harmless.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if it cannot be checked or kept
   *     now
   */
  Outcome register(TenantId tenant, Statistics.Login login);

  /**
   * Returns what may be told of the login; empty if there is none.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  Optional<Registered> standing(TenantId tenant);

  /**
   * Drops the login; says whether there was one.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it is
   *     dropped
   */
  boolean remove(TenantId tenant);

  /** What came of registering. */
  sealed interface Outcome permits Registered, LoginRefused, NoKey {}

  /**
   * A login is registered.
   *
   * @param at when it was set, to the millisecond
   * @param isUsable false if it was sealed with a key that is not at hand any more
   */
  record Registered(Instant at, boolean isUsable) implements Outcome {

    /** Checks that there is a time. */
    public Registered {
      requireNonNull(at, "at");
    }
  }

  /** The login is not accepted where it is for; the one before stays. */
  record LoginRefused() implements Outcome {}

  /** This installation has no key to seal secrets with, so it keeps none. */
  record NoKey() implements Outcome {}
}
