package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.ProcessFamily;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The end of a node when nothing else goes well (specification 21: within 25 seconds). */
class ShutdownIT {

  private static final Duration HARD_LIMIT = Duration.ofSeconds(25);

  @Test
  void aNodeEndsInTimeWhileItsDatabaseStandsStillAndRequestsAreStuckInIt() throws Exception {
    try (var ges = Installation.ofNodes(1, Map.of())) {
      var tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
      tenant.create(Tenant.now("VQ", 1));
      var postgres = ProcessFamily.of(ges.servers().postgres().pid());
      postgres.pause();
      try {
        var stuck = onItsOwn(() -> tenant.create(Tenant.now("VQ", 2)));
        awaitWork(ges);

        var closed = onItsOwn(() -> {
          ges.node(0).close();
          return true;
        });

        assertThat(endsInTime(closed)).isTrue();
        assertThat(stuck.get(1, TimeUnit.MINUTES).outcome()).isEqualTo("503 7190");
      } finally {
        postgres.resume();
      }
    }
  }

  @Test
  void whyARequestWasRefusedJustBeforeTheEndIsKept() {
    try (var ges = Installation.ofNodes(2, Map.of())) {
      var tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
      var refused = tenant.create(Tenant.now("VQ_Nowhere", 1));
      assertThat(refused.outcome()).isEqualTo("400 7040");

      ges.node(0).close();

      var path = "explain/request/" + refused.header("X-GES-Correlation-Id").orElseThrow();
      var explained = Http.get(tenant.at(ges.node(1)).internal(path));
      assertThat(explained.data().path("reasons").findValuesAsText("code"))
          .containsExactly("SERVICE_UNKNOWN");
    }
  }

  private static void awaitWork(Installation ges) {
    Eventually.holds(
        "a request waits for the database",
        () -> Metrics.of(ges.node(0)).sum("ges_db_pool_active") > 0);
  }

  private static <T> CompletableFuture<T> onItsOwn(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, work -> new Thread(work).start());
  }

  private static boolean endsInTime(CompletableFuture<Boolean> task) throws Exception {
    try {
      return task.get(HARD_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return false;
    }
  }
}
