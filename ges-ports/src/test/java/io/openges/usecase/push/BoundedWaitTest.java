package io.openges.usecase.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BoundedWaitTest {

  private static final int MOST = 3;

  private final BoundedWait wait = new BoundedWait(MOST, Duration.ofHours(1));

  @Test
  void whoeverFindsNoPlaceDoesNotWait() throws Exception {
    var told = new CompletableFuture<Boolean>();
    var begun = new CountDownLatch(MOST);
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      waiting.add(CompletableFuture.supplyAsync(
          () -> wait.on(() -> {
            begun.countDown();
            return told;
          }),
          task -> new Thread(task).start()));
    }
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(wait.on(() -> told)).isFalse();
    assertThat(wait.on(() -> CompletableFuture.completedFuture(true))).isTrue();

    told.complete(true);
    assertThat(waiting)
        .allSatisfy(one -> assertThat(one.get(60, TimeUnit.SECONDS)).isTrue());
    assertThat(wait.on(() -> told)).isTrue();
  }

  @Test
  void timeEndsTheWait() {
    var impatient = new BoundedWait(MOST, Duration.ofMillis(1));

    assertThat(impatient.on(CompletableFuture::new)).isFalse();
  }
}
