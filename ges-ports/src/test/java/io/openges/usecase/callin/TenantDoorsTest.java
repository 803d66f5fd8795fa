package io.openges.usecase.callin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.UserData;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callin.CallIns;
import io.openges.ports.driving.callin.CallIns.Outcome;
import io.openges.ports.driving.callin.KeepCallInGroups.Change;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.memory.InMemoryIds;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.phone.KnownNumberPlan;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TenantDoorsTest {

  private final TenantId tenant = Callbacks.anyTenant();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ArrayList<CompletableFuture<Boolean>> inside = new ArrayList<>();

  @AfterEach
  void letGo() {
    end.countDown();
  }

  @Test
  void whoComesWhenAllPlacesAreTakenIsSentAwayUnlessOfAnotherTenant() {
    var doors = new TenantDoors(2, Duration.ofMillis(1));
    fill(doors, 2);

    assertThat(doors.pass(tenant, () -> true)).isEmpty();
    assertThat(doors.pass(Callbacks.anyTenant(), () -> true)).contains(true);

    end.countDown();
    assertThat(inside).allSatisfy(one -> assertThat(one.join()).isTrue());
    assertThat(doors.pass(tenant, () -> true)).contains(true);
  }

  @Test
  void othersWaitTheirTurnButNotTooMany() {
    var doors = new TenantDoors(1, Duration.ofSeconds(50));
    fill(doors, 1);
    var waiting = new ArrayList<CompletableFuture<Boolean>>();
    for (int i = 1; i <= TenantDoors.MOST_WAITING; i++) {
      int inLine = i;
      waiting.add(submit(doors, new CountDownLatch(1)));
      until(() -> doors.waiting(tenant) == inLine);
    }

    assertThat(doors.pass(tenant, () -> true)).isEmpty();

    end.countDown();
    assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isTrue());
  }

  @Test
  void whoFailsLetsTheNextOneIn() {
    var doors = new TenantDoors(1, Duration.ofMillis(1));

    assertThatThrownBy(() -> doors.pass(tenant, () -> {
          throw new IllegalStateException("broken");
        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(doors.pass(tenant, () -> true)).contains(true);
  }

  @Test
  void aCrowdIsToldToComeAgainWithoutAskingTheStore() {
    var engine = Engine.startingAt(Instant.parse("2031-03-04T05:06:07Z"));
    var groups = new KeepCallInGroupsService(new InMemorySettingsStore(), engine.time());
    var group = new Change.Define("VIP", Map.of("numbers", List.of("+18005550100")));
    groups.change(new RuleCommand<>(tenant, group, null, null));
    var begun = new CountDownLatch(1);
    var callIns = new CallInsService(
        groups,
        engine.callIns(),
        engine.ges().callbacks().find(),
        new CallInsService.Knowledge(
            new KnownNumberPlan(),
            new InMemoryIds(new AtomicLong()::incrementAndGet),
            bound -> {
              begun.countDown();
              return awaited(end) ? 0 : 1;
            },
            engine.time()),
        confirmed -> {},
        new TenantDoors(1, Duration.ofMillis(1)));
    var command = new CallIns.Command(tenant, "VIP", null, UserData.NONE, null);
    var first = CompletableFuture.supplyAsync(
        () -> callIns.request(command), work -> new Thread(work).start());
    awaited(begun);

    assertThat(callIns.request(command)).isEqualTo(new Outcome.Busy());

    end.countDown();
    assertThat(first.join()).isInstanceOf(Outcome.Expected.class);
  }

  private void fill(TenantDoors doors, int places) {
    var begun = new CountDownLatch(places);
    for (int i = 0; i < places; i++) {
      inside.add(submit(doors, begun));
    }
    awaited(begun);
  }

  private CompletableFuture<Boolean> submit(TenantDoors doors, CountDownLatch begun) {
    return CompletableFuture.supplyAsync(
        () -> doors
            .pass(tenant, () -> {
              begun.countDown();
              return awaited(end);
            })
            .orElse(false),
        work -> new Thread(work).start());
  }

  private static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(50, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
