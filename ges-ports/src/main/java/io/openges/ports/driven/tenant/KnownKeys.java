package io.openges.ports.driven.tenant;

import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Driven port: API keys that were confirmed within a day, for a node that is started while nobody
 * can confirm them (specification 2.5). Keys are known by their hashes only.
 *
 * <p>Safe for use by many threads at once, and by many processes. Every implementation passes
 * {@code KnownKeysContract}.
 */
public interface KnownKeys {

  /** How long a confirmation counts. */
  Duration LIFE = Duration.ofHours(24);

  /**
   * Keeps that a key was confirmed, and may drop what does not count any more. Repeating is
   * harmless.
   *
   * @param hash SHA-256 of the key, 64 hexadecimal digits
   * @param now when it was confirmed; an older confirmation than the one that is kept counts for
   *     nothing
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it is
   *     kept
   */
  void remember(String hash, TenantId tenant, Instant now);

  /**
   * Drops a key that is nobody's any more. Repeating is harmless.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if nobody knows whether it is
   *     dropped
   */
  void forget(String hash);

  /**
   * Returns whose key it is, if that was confirmed less than {@link #LIFE} before {@code now}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  Optional<TenantId> find(String hash, Instant now);

  /**
   * Says whether {@link #find} knows some key of the tenant's.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  boolean knows(TenantId tenant, Instant now);
}
