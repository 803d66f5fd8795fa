package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.EstimateWait.Estimate;
import io.openges.ports.driving.queue.EstimateWait.Question;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Hours;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateWaitTest {

  private static final QueueName ELSEWHERE = new QueueName("VQ_Elsewhere");
  private static final QueueName NOBODYS = new QueueName("VQ_Nobodys");

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
  void anotherTenantsQueueIsUnknownWhereTheSourceCannotTellTenantsApart() {
    publish(Callbacks.anyTenant(), ELSEWHERE, Engine.OFFICE);
    engine.waitTimes().set(Engine.TENANT, ELSEWHERE, WaitTime.ofSeconds(7));
    engine.waitTimes().set(Engine.TENANT, Engine.OFFICE, WaitTime.ofSeconds(125));
    engine.waitTimes().set(Engine.TENANT, NOBODYS, WaitTime.ofSeconds(9));
    engine.waitTimes().tellTenantsApart(false);

    assertThat(ask(ELSEWHERE, Engine.OFFICE, NOBODYS))
        .containsExactly(
            new Estimate(ELSEWHERE, WaitTime.NO_TRAFFIC, false),
            new Estimate(Engine.OFFICE, WaitTime.ofSeconds(125), true),
            new Estimate(NOBODYS, WaitTime.ofSeconds(9), false));

    engine.waitTimes().tellTenantsApart(true);
    assertThat(ask(ELSEWHERE))
        .containsExactly(new Estimate(ELSEWHERE, WaitTime.ofSeconds(7), false));
  }

  private void publish(TenantId tenant, QueueName... queues) {
    var rows = new HashMap<String, Object>();
    for (var queue : queues) {
      rows.put(queue.value(), Engine.row("always", 1));
    }
    var hours = Map.of("always", Hours.always("Etc/UTC").content());
    var content =
        Map.<String, Object>of("formatVersion", 1, "businessHours", hours, "queues", rows);
    assertThat(engine
            .ges()
            .publishSettings()
            .publish(new PublishSettings.Command(tenant, content, null)))
        .isInstanceOf(PublishSettings.Outcome.Published.class);
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
