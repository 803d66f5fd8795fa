package io.openges.usecase.tenant;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whose an API key is, so that not every request asks (specification 2.5): a known key is
 * asked for again after 5 minutes, an unknown one after 30 seconds, and while the other tenants do
 * not answer, keys they knew within 24 hours are honoured. Keys are held as hashes only.
 *
 * <p>Unknown keys have room of their own: however many somebody tries, they displace no known one.
 *
 * <p>Safe for use by many threads at once.
 */
public final class CachedTenants implements Tenants {

  /** How many known keys, and how many unknown ones, are remembered at most. */
  static final int MAX_KEYS = 10_000;

  private static final Duration KNOWN = Duration.ofMinutes(5);
  private static final Duration HONOURED = Duration.ofHours(24);
  private static final Duration UNKNOWN = Duration.ofSeconds(30);

  /** How long others rely on what is remembered while one caller asks again. */
  private static final Duration ASKING = Duration.ofSeconds(5);

  private final Tenants others;
  private final InstantSource time;
  private final Object lock = new Object();
  private final Map<KeyHash, Known> known = new LinkedHashMap<>();
  private final Map<KeyHash, Instant> unknownUntil = new LinkedHashMap<>();

  /**
   * Makes it without asking anything yet.
   *
   * @param others know best, and are asked outside all locks
   * @param time the clock
   */
  public CachedTenants(Tenants others, InstantSource time) {
    this.others = requireNonNull(others, "others");
    this.time = requireNonNull(time, "time");
  }

  @Override
  public Optional<TenantId> byApiKey(String apiKey) {
    var key = KeyHash.of(apiKey);
    var now = time.instant();
    Known remembered;
    synchronized (lock) {
      remembered = known.get(key);
      if (remembered == null || !now.isBefore(remembered.honouredUntil())) {
        remembered = null;
        if (isUnknown(key, now)) {
          return Optional.empty();
        }
      } else if (now.isBefore(remembered.askAgainAt())) {
        return Optional.of(remembered.tenant());
      } else {
        known.replace(key, remembered.askedAgainAt(now.plus(ASKING)));
      }
    }
    return ask(apiKey, key, remembered);
  }

  @Override
  public Set<TenantId> all() {
    return others.all();
  }

  private Optional<TenantId> ask(String apiKey, KeyHash key, @Nullable Known remembered) {
    Optional<TenantId> answer;
    try {
      answer = others.byApiKey(apiKey);
    } catch (DependencyUnavailableException e) {
      if (remembered == null) {
        throw e;
      }
      return Optional.of(remembered.tenant());
    }
    remember(key, answer);
    return answer;
  }

  private void remember(KeyHash key, Optional<TenantId> answer) {
    var now = time.instant();
    synchronized (lock) {
      // Removed first, so that what was confirmed last is at the end and goes last.
      known.remove(key);
      unknownUntil.remove(key);
      if (answer.isPresent()) {
        known.put(key, new Known(answer.get(), now.plus(KNOWN), now.plus(HONOURED)));
        dropOldest(known);
      } else {
        unknownUntil.put(key, now.plus(UNKNOWN));
        dropOldest(unknownUntil);
      }
    }
  }

  private boolean isUnknown(KeyHash key, Instant now) {
    var until = unknownUntil.get(key);
    return until != null && now.isBefore(until);
  }

  private static void dropOldest(Map<KeyHash, ?> map) {
    if (map.size() > MAX_KEYS) {
      var oldest = map.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /**
   * A key of somebody's.
   *
   * @param tenant whose it is
   * @param askAgainAt until when nobody needs to ask
   * @param honouredUntil until when it counts although nobody answers
   */
  private record Known(TenantId tenant, Instant askAgainAt, Instant honouredUntil) {

    private Known askedAgainAt(Instant newAskAgainAt) {
      return new Known(tenant, newAskAgainAt, honouredUntil);
    }
  }
}
