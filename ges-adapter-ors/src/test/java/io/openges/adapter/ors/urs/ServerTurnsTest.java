package io.openges.adapter.ors.urs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Specification 12. */
class ServerTurnsTest {

  private static final TenantId TENANT = new TenantId(new UUID(0, 1));
  private static final QueueName QUEUE = new QueueName("VQ");
  private static final QueueName RULED = new QueueName("Ruled");

  private final AtomicLong nanos = new AtomicLong(-7);
  private final ServerTurns turns = new ServerTurns(
      new UrsConfig(
          List.of(
              new UrsConfig.Region("us", List.of("us-1", "us-1b")),
              new UrsConfig.Region("eu", List.of("eu-1", "eu-1b")),
              new UrsConfig.Region("ap", List.of("ap-1")),
              new UrsConfig.Region("eu", List.of("eu-2"))),
          "eu",
          "Environment"),
      (tenant, queue) -> queue.equals(RULED) ? List.of("ap", "gone") : List.of(),
      nanos::get);

  @Test
  void theOwnRegionComesFirstAndItsServersInTurn() {
    assertThat(ask(QUEUE)).containsExactly("eu-1", "eu-1b", "eu-2", "us-1", "us-1b", "ap-1");
    assertThat(ask(QUEUE)).containsExactly("eu-2", "eu-1", "eu-1b", "us-1", "us-1b", "ap-1");
    assertThat(ask(QUEUE)).startsWith("eu-1");
  }

  @Test
  void theRegionsOfTheQueuesRuleComeBeforeThem() {
    assertThat(ask(RULED)).containsExactly("ap-1", "eu-1", "eu-1b", "eu-2", "us-1", "us-1b");
  }

  @Test
  void aServerThatIsSilentTakesNoTurnForAWhile() {
    turns.note("eu-2", false);

    assertThat(ask(QUEUE)).containsExactly("eu-1", "eu-1b", "us-1", "us-1b", "ap-1", "eu-2");
    assertThat(ask(QUEUE)).startsWith("eu-1");

    nanos.addAndGet(ServerTurns.REST.toNanos());
    assertThat(ask(QUEUE)).startsWith("eu-1", "eu-1b", "eu-2");
    assertThat(ask(QUEUE)).startsWith("eu-2");
  }

  @Test
  void aBackupTakesTheTurnsOfItsPrimary() {
    turns.note("eu-1", false);

    assertThat(ask(QUEUE)).startsWith("eu-1", "eu-1b", "eu-2");

    turns.note("eu-1b", false);
    assertThat(ask(QUEUE)).startsWith("eu-2").endsWith("ap-1", "eu-1", "eu-1b");

    turns.note("eu-1b", true);
    assertThat(ask(QUEUE)).startsWith("eu-1");
  }

  private List<String> ask(QueueName queue) {
    return turns.addresses(TENANT, queue);
  }
}
