package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driving.queue.EstimateWait.Estimate;
import io.openges.ports.driving.queue.EstimateWait.Question;
import io.openges.ports.testing.Engine;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateWaitTest {

  private static final QueueName ELSEWHERE = new QueueName("VQ_Elsewhere");

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-05T10:00:00Z"));

  @Test
  void estimatesComeInTheOrderOfTheQuestion() {
    engine.waitTimes().set(Engine.TENANT, Engine.OFFICE, WaitTime.ofSeconds(125));
    engine.waitTimes().set(Engine.TENANT, ELSEWHERE, WaitTime.NO_AGENTS);

    assertThat(ask(Engine.OFFICE, ELSEWHERE, Engine.ALWAYS, Engine.OFFICE))
        .containsExactly(
            new Estimate(Engine.OFFICE, WaitTime.ofSeconds(125), true),
            new Estimate(ELSEWHERE, WaitTime.NO_AGENTS, false),
            new Estimate(Engine.ALWAYS, WaitTime.NO_TRAFFIC, true),
            new Estimate(Engine.OFFICE, WaitTime.ofSeconds(125), true));
  }

  @Test
  void aSilentSourceIsAnAnswerToo() {
    engine.waitTimes().answer(false);

    assertThat(ask(Engine.OFFICE))
        .containsExactly(new Estimate(Engine.OFFICE, WaitTime.UNAVAILABLE, true));
  }

  @Test
  void aQuestionHasOneToAHundredQueues() {
    assertThatIllegalArgumentException().isThrownBy(this::ask);
    var hundred = Collections.nCopies(100, Engine.OFFICE);
    assertThat(ask(hundred.toArray(QueueName[]::new))).hasSize(100);
    var more = Collections.nCopies(101, Engine.OFFICE);
    assertThatIllegalArgumentException().isThrownBy(() -> ask(more.toArray(QueueName[]::new)));
  }

  private List<Estimate> ask(QueueName... queues) {
    return engine
        .ges()
        .questions()
        .estimateWait()
        .estimate(new Question(Engine.TENANT, List.of(queues), WaitTimeMode.MODE2, false));
  }
}
