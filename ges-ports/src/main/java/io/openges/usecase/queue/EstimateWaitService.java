package io.openges.usecase.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.driving.queue.EstimateWait;
import java.util.List;
import java.util.Set;

/** Asks for all queues together and answers in the order of the question. */
public final class EstimateWaitService implements EstimateWait {

  private final SettingsSnapshots snapshots;
  private final WaitTimes waitTimes;

  /** Makes the service. */
  public EstimateWaitService(SettingsSnapshots snapshots, WaitTimes waitTimes) {
    this.snapshots = requireNonNull(snapshots, "snapshots");
    this.waitTimes = requireNonNull(waitTimes, "waitTimes");
  }

  @Override
  public List<Estimate> estimate(Question question) {
    var settings = snapshots.of(question.tenant());
    var heard = waitTimes.readAll(
        question.tenant(),
        Set.copyOf(question.queues()),
        new WaitTimes.Method(question.mode(), question.withHeld()));
    return question.queues().stream()
        .map(queue -> new Estimate(
            queue,
            heard.getOrDefault(queue, WaitTime.UNAVAILABLE),
            settings.queue(queue).isPresent()))
        .toList();
  }
}
