package io.openges.usecase.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.TenantsContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedTenantsTest extends TenantsContract {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));
  private static final TenantId OTHER = new TenantId(new UUID(3, 4));

  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));
  private final Environment environment = new Environment();
  private final CachedTenants tenants = new CachedTenants(environment, time);

  @Override
  protected Tenants tenants(Map<String, TenantId> byApiKey) {
    environment.keys.putAll(byApiKey);
    return tenants;
  }

  @Test
  void aKnownKeyIsAskedForAgainAfterFiveMinutes() {
    environment.keys.put("key", TENANT);
    assertThat(tenants.byApiKey("key")).contains(TENANT);
    environment.keys.put("key", OTHER);

    time.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(tenants.byApiKey("key")).contains(TENANT);
    assertThat(environment.asked).hasValue(1);
    time.advance(Duration.ofMillis(1));
    assertThat(tenants.byApiKey("key")).contains(OTHER);
    assertThat(environment.asked).hasValue(2);
  }

  @Test
  void anUnknownKeyIsAskedForAgainAfterThirtySeconds() {
    assertThat(tenants.byApiKey("key")).isEmpty();
    environment.keys.put("key", TENANT);

    time.advance(Duration.ofSeconds(30).minusMillis(1));
    assertThat(tenants.byApiKey("key")).isEmpty();
    assertThat(environment.asked).hasValue(1);
    time.advance(Duration.ofMillis(1));
    assertThat(tenants.byApiKey("key")).contains(TENANT);
  }

  @Test
  void aKnownKeyIsHonouredForADayWhileNobodyAnswers() {
    environment.keys.put("key", TENANT);
    tenants.byApiKey("key");
    environment.isDown = true;

    time.advance(Duration.ofHours(24).minusMillis(1));
    assertThat(tenants.byApiKey("key")).contains(TENANT);
    time.advance(Duration.ofMillis(1));
    assertThatUnavailable("key");
  }

  @Test
  void theDayBeginsAnewWithEachAnswer() {
    environment.keys.put("key", TENANT);
    tenants.byApiKey("key");
    time.advance(Duration.ofHours(23));
    tenants.byApiKey("key");
    environment.isDown = true;

    time.advance(Duration.ofHours(23));

    assertThat(tenants.byApiKey("key")).contains(TENANT);
  }

  @Test
  void whileNobodyAnswersAKnownKeyIsAskedForEveryFiveSeconds() {
    environment.keys.put("key", TENANT);
    tenants.byApiKey("key");
    environment.isDown = true;
    time.advance(Duration.ofMinutes(5));

    tenants.byApiKey("key");
    tenants.byApiKey("key");
    assertThat(environment.asked).hasValue(2);
    time.advance(Duration.ofSeconds(5));
    tenants.byApiKey("key");
    assertThat(environment.asked).hasValue(3);
  }

  @Test
  void aNewKeyCannotBeJudgedWhileNobodyAnswers() {
    environment.isDown = true;

    assertThatUnavailable("key");
    environment.isDown = false;
    assertThat(tenants.byApiKey("key")).isEmpty();
  }

  @Test
  void aKeyThatWasUnknownCannotBeJudgedLaterWhileNobodyAnswers() {
    tenants.byApiKey("key");
    environment.isDown = true;
    assertThat(tenants.byApiKey("key")).isEmpty();

    time.advance(Duration.ofSeconds(30));

    assertThatUnavailable("key");
  }

  @Test
  void aKeyThatWasTakenAwayIsNotHonoured() {
    environment.keys.put("key", TENANT);
    tenants.byApiKey("key");
    environment.keys.clear();
    time.advance(Duration.ofMinutes(5));
    assertThat(tenants.byApiKey("key")).isEmpty();
    environment.isDown = true;

    time.advance(Duration.ofMinutes(1));

    assertThatUnavailable("key");
  }

  @Test
  void unknownKeysDisplaceNoKnownOne() {
    environment.keys.put("key", TENANT);
    tenants.byApiKey("key");

    for (int i = 0; i <= CachedTenants.MAX_KEYS; i++) {
      tenants.byApiKey("guess-" + i);
    }

    int asked = environment.asked.get();
    assertThat(tenants.byApiKey("key")).contains(TENANT);
    tenants.byApiKey("guess-1");
    assertThat(environment.asked).hasValue(asked);
    tenants.byApiKey("guess-0");
    assertThat(environment.asked).as("the oldest was forgotten").hasValue(asked + 1);
  }

  @Test
  void theKeyConfirmedLongestAgoIsForgottenFirst() {
    for (int i = 0; i < CachedTenants.MAX_KEYS; i++) {
      environment.keys.put("key-" + i, TENANT);
      tenants.byApiKey("key-" + i);
    }
    time.advance(Duration.ofMinutes(5));
    tenants.byApiKey("key-0");
    environment.keys.put("key", TENANT);
    tenants.byApiKey("key");
    environment.isDown = true;

    assertThat(tenants.byApiKey("key-0")).contains(TENANT);
    assertThat(tenants.byApiKey("key-2")).contains(TENANT);
    assertThatUnavailable("key-1");
  }

  @Test
  void othersNeedNotWaitWhileOneAsksAgain() throws Exception {
    environment.keys.put("key", TENANT);
    tenants.byApiKey("key");
    time.advance(Duration.ofMinutes(5));
    var gate = new CountDownLatch(1);
    environment.gate = gate;
    var thread = Executors.newSingleThreadExecutor();
    try {
      var slow = thread.submit(() -> tenants.byApiKey("key"));
      assertThat(environment.reached.await(30, TimeUnit.SECONDS)).isTrue();

      assertThat(tenants.byApiKey("key")).contains(TENANT);
      gate.countDown();
      assertThat(slow.get(30, TimeUnit.SECONDS)).contains(TENANT);
      assertThat(environment.asked).hasValue(2);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void allTenantsAreThoseOfTheOthers() {
    environment.keys.put("key", TENANT);

    assertThat(tenants.all()).containsExactly(TENANT);
  }

  @Test
  void keysAreRecognisedByTheirSha256() {
    assertThat(KeyHash.of("abc"))
        .isEqualTo(new KeyHash(
            0xba7816bf8f01cfeaL, 0x414140de5dae2223L, 0xb00361a396177a9cL, 0xb410ff61f20015adL));
  }

  private void assertThatUnavailable(String key) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> tenants.byApiKey(key));
  }

  /** Knows keys, unless it is down, and can be made to hesitate. */
  private static final class Environment implements Tenants {
    private final ConcurrentHashMap<String, TenantId> keys = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean isDown;

    @Override
    public Optional<TenantId> byApiKey(String apiKey) {
      asked.incrementAndGet();
      if (gate.getCount() > 0) {
        reached.countDown();
        try {
          assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      if (isDown) {
        throw new DependencyUnavailableException(Dependency.GWS_ENVIRONMENT, "test");
      }
      return Optional.ofNullable(keys.get(apiKey));
    }

    @Override
    public Set<TenantId> all() {
      return Set.copyOf(keys.values());
    }
  }
}
