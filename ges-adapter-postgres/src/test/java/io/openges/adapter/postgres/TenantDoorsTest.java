package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    assertThatThrownBy(() -> doors.pass(tenant, "work", () -> true))
        .isInstanceOf(DependencyUnavailableException.class)
        .hasMessageContaining("work");
    assertThat(doors.pass(Callbacks.anyTenant(), "work", () -> true)).isTrue();

    end.countDown();
    assertThat(inside).allSatisfy(one -> assertThat(one.join()).isTrue());
    assertThat(doors.pass(tenant, "work", () -> true)).isTrue();
  }

  @Test
  void othersWaitTheirTurnButNotTooMany() {
    var doors = new TenantDoors(1, Duration.ofSeconds(50));
    fill(doors, 1);
    var waiting = new ArrayList<CompletableFuture<Boolean>>();
    for (int i = 1; i <= TenantDoors.MOST_WAITING; i++) {
      int inLine = i;
      waiting.add(submit(doors, new CountDownLatch(1)));
      Poll.until(() -> doors.waiting(tenant) == inLine);
    }

    assertThatThrownBy(() -> doors.pass(tenant, "work", () -> true))
        .isInstanceOf(DependencyUnavailableException.class);

    end.countDown();
    assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isTrue());
  }

  @Test
  void whoFailsLetsTheNextOneIn() {
    var doors = new TenantDoors(1, Duration.ofMillis(1));

    assertThatThrownBy(() -> doors.pass(tenant, "work", () -> {
          throw new IllegalStateException("broken");
        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(doors.pass(tenant, "work", () -> true)).isTrue();
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
        () -> doors.pass(tenant, "work", () -> {
          begun.countDown();
          return awaited(end);
        }),
        work -> new Thread(work).start());
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(50, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
