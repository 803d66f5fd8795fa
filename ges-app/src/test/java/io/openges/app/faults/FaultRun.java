package io.openges.app.faults;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.NodeProcess;
import io.openges.app.installation.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One run: load, a fault among it, and the count afterwards. Not thread-safe. */
final class FaultRun {

  static final int NODES = 2;

  private static final int CLIENTS = 32;

  private final Installation ges;
  private final Plan plan;
  private final Duration pause;
  private final NodeProcess victim;
  private CompletableFuture<?> end = CompletableFuture.completedFuture(null);

  /**
   * Makes a run.
   *
   * @param pause for how long a paused node stands still
   */
  FaultRun(Installation ges, Plan plan, Duration pause) {
    this.ges = ges;
    this.plan = plan;
    this.pause = pause;
    this.victim = ges.processes().get(plan.victim());
  }

  /** Does it, and leaves everything running again. */
  Verdict run() {
    var begin = Instant.now();
    var tenant = ges.tenant(new Publication()
        .queue(Plan.QUEUE, Publication.unthrottled((int) Plan.SLOT.toMinutes(), Plan.CAPACITY)));
    var client = new Client(ges, tenant);
    try {
      List<Answer> answers = new Crowd(plan.requests().size(), CLIENTS)
          .run(
              number -> client.book(number, plan.requests().get(number)),
              plan.afterAnswers(),
              this::strike);
      end.join();
      var survivor = tenant.at(ges.node(1 - plan.victim()));
      return new Count(ges, survivor, plan, answers).verdict(client, begin);
    } finally {
      repair();
    }
  }

  private void strike() {
    switch (plan.fault()) {
      case NODE_KILLED -> victim.kill();
      case NODE_PAUSED -> {
        victim.pause();
        end = CompletableFuture.runAsync(() -> Eventually.pause(pause)).thenRun(victim::resume);
      }
      case REDIS_KILLED -> ges.servers().redis().kill();
    }
  }

  private void repair() {
    end.join();
    if (!victim.isAlive()) {
      ges.replace(victim);
    }
    if (!ges.servers().redis().isRunning()) {
      ges.servers().redis().restart();
    }
  }
}
