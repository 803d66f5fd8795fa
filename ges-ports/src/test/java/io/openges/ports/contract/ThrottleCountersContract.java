package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.Limits.Window;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.throttle.ThrottleCounters;
import io.openges.ports.driven.throttle.ThrottleCounters.Counted;
import io.openges.ports.driven.throttle.ThrottleCounters.Request;
import io.openges.ports.driven.throttle.ThrottleCounters.Reservation;
import io.openges.ports.driven.throttle.ThrottleCounters.Verdict;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What everybody who counts accepted bookings has to do. Every test has a tenant of its own. */
public abstract class ThrottleCountersContract {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final Window TWO_A_MINUTE = Window.of(2, 60);

  private final TenantId tenant = Callbacks.anyTenant();

  /** Returns the counters under test; they may be the same for every test. */
  protected abstract ThrottleCounters counters();

  @Test
  void asManyAsTheLimitAreCountedAndNoMore() {
    var number = new Counted("number", TWO_A_MINUTE);

    assertThat(reserve(START, number)).isInstanceOf(Verdict.Reserved.class);
    assertThat(reserve(START.plusSeconds(10), number)).isInstanceOf(Verdict.Reserved.class);
    assertThat(reserve(START.plusSeconds(20), number))
        .isEqualTo(new Verdict.Full(List.of(Duration.ofSeconds(40))));
    assertThat(reserve(START.plusMillis(59_999), number))
        .isEqualTo(new Verdict.Full(List.of(Duration.ofMillis(1))));
    assertThat(reserve(START.plusSeconds(60), number)).isInstanceOf(Verdict.Reserved.class);
    assertThat(reserve(START.plusSeconds(60), number))
        .isEqualTo(new Verdict.Full(List.of(Duration.ofSeconds(10))));
  }

  @Test
  void oneFullWindowKeepsAllFromCounting() {
    var number = new Counted("number", TWO_A_MINUTE);
    var queue = new Counted("queue", Window.of(3, 600));
    reserve(START, number, queue);
    reserve(START, number, queue);

    assertThat(reserve(START, number, queue))
        .isEqualTo(new Verdict.Full(List.of(Duration.ofMinutes(1), Duration.ZERO)));

    var other = new Counted("other", TWO_A_MINUTE);
    assertThat(reserve(START, other, queue)).isInstanceOf(Verdict.Reserved.class);
    assertThat(reserve(START, other, queue))
        .isEqualTo(new Verdict.Full(List.of(Duration.ZERO, Duration.ofMinutes(10))));
  }

  @Test
  void whatIsReleasedWasNeverCounted() {
    var number = new Counted("number", TWO_A_MINUTE);
    reserve(START, number);
    var second = reservation(START.plusSeconds(30), null, number);

    second.release();

    assertThat(reserve(START.plusSeconds(40), number)).isInstanceOf(Verdict.Reserved.class);
    assertThat(look(START.plusSeconds(40), number)).containsExactly(Duration.ofSeconds(20));
  }

  @Test
  void lookingCountsNothing() {
    var number = new Counted("number", Window.of(1, 60));

    assertThat(look(START, number)).containsExactly(Duration.ZERO);
    assertThat(look(START, number)).containsExactly(Duration.ZERO);
    assertThat(reserve(START, number)).isInstanceOf(Verdict.Reserved.class);
    assertThat(look(START, number)).containsExactly(Duration.ofMinutes(1));
  }

  @Test
  void tenantsAreCountedApart() {
    var number = new Counted("number", Window.of(1, 60));
    reserve(START, number);

    var other = new Request(Callbacks.anyTenant(), List.of(number), null, START);
    assertThat(counters().reserve(other)).isInstanceOf(Verdict.Reserved.class);
  }

  @Test
  void twinsAreCountedOnceAndGivenBackByTheLastOfThem() {
    var number = new Counted("number", Window.of(1, 60));
    var first = reservation(START, "key", number);
    var second = reservation(START.plusSeconds(1), "key", number);
    assertThat(reserve(START, number)).isInstanceOf(Verdict.Full.class);

    first.release();
    assertThat(reserve(START, number)).isInstanceOf(Verdict.Full.class);
    second.release();
    assertThat(reserve(START, number)).isInstanceOf(Verdict.Reserved.class);
  }

  @Test
  void thoseWhoNoLongerMeetAreCountedAndGivenBackApart() {
    var number = new Counted("number", TWO_A_MINUTE);
    var first = reservation(START, "key", number);
    var twin = reservation(START.plusSeconds(29), "key", number);
    var later = reservation(START.plus(ThrottleCounters.TWINS_MEET), "key", number);
    var laterTwin = reservation(START.plusSeconds(59), "key", number);
    assertThat(look(START.plusSeconds(59), number)).containsExactly(Duration.ofSeconds(1));

    first.release();
    laterTwin.release();
    assertThat(look(START.plusSeconds(59), number)).containsExactly(Duration.ofSeconds(1));
    twin.release();
    assertThat(look(START.plusSeconds(59), number)).containsExactly(Duration.ZERO);
    assertThat(reserve(START.plusSeconds(59), number)).isInstanceOf(Verdict.Reserved.class);
    assertThat(look(START.plusSeconds(59), number)).containsExactly(Duration.ofSeconds(31));
    later.release();
    assertThat(look(START.plusSeconds(59), number)).containsExactly(Duration.ZERO);
  }

  @Test
  void aTwinThatIsBookedStaysCounted() {
    var number = new Counted("number", Window.of(1, 60));
    reservation(START, "key", number);

    reservation(START, "key", number).release();
    reservation(START, "key", number).release();

    assertThat(reserve(START, number)).isInstanceOf(Verdict.Full.class);
  }

  @Test
  void aLimitThatSinksCountsTheNewest() {
    var five = new Counted("number", Window.of(5, 60));
    for (int i = 0; i < 5; i++) {
      reserve(START.plusSeconds(i), five);
    }

    var two = new Counted("number", TWO_A_MINUTE);
    assertThat(look(START.plusSeconds(10), two)).containsExactly(Duration.ofSeconds(53));
    assertThat(reserve(START.plusSeconds(63), two)).isInstanceOf(Verdict.Reserved.class);
    assertThat(look(START.plusSeconds(63), two)).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void ofManyAtOnceExactlyAsManyAreCountedAsMayBe() throws InterruptedException {
    var rounds = new Race(32, 10)
        .run((caller, round) -> reserve(START, new Counted("n" + round, Window.of(5, 60))));

    assertThat(rounds)
        .allSatisfy(round ->
            assertThat(round).filteredOn(Verdict.Reserved.class::isInstance).hasSize(5));
  }

  @Test
  void noWindowEverHoldsMoreThanANaiveCountAllows() {
    for (long seed = 1; seed <= 20; seed++) {
      follow(new Random(seed), "seed" + seed);
    }
  }

  /** Reserves and releases at random times and compares with a count of all that is kept. */
  private void follow(Random random, String name) {
    var window = Window.of(1 + random.nextInt(5), 1 + random.nextInt(20));
    List<Instant> kept = new ArrayList<>();
    var now = START;
    for (int step = 0; step < 100; step++) {
      now = now.plusMillis(random.nextInt(6_000));
      var since = now.minus(window.length());
      long inWindow = kept.stream().filter(since::isBefore).count();
      var verdict = reserve(now, new Counted(name, window));
      if (verdict instanceof Verdict.Reserved reserved) {
        assertThat(inWindow).as("%s step %s", name, step).isLessThan(window.most());
        if (random.nextInt(4) == 0) {
          reserved.reservation().release();
        } else {
          kept.add(now);
        }
      } else {
        assertThat(inWindow).as("%s step %s", name, step).isEqualTo(window.most());
        var oldest = kept.stream().filter(since::isBefore).findFirst().orElseThrow();
        assertThat(((Verdict.Full) verdict).waits())
            .containsExactly(Duration.between(now, oldest.plus(window.length())));
      }
    }
  }

  private Verdict reserve(Instant at, Counted... counted) {
    return counters().reserve(new Request(tenant, List.of(counted), null, at));
  }

  private Reservation reservation(Instant at, @Nullable String twin, Counted... counted) {
    var verdict = counters().reserve(new Request(tenant, List.of(counted), twin, at));
    assertThat(verdict).isInstanceOf(Verdict.Reserved.class);
    return ((Verdict.Reserved) verdict).reservation();
  }

  private List<Duration> look(Instant at, Counted... counted) {
    return counters().look(new Request(tenant, List.of(counted), null, at));
  }
}
