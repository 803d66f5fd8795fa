package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.installation.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that comes back under its name. */
class NodeRestartIT {

  /** The name of the second node. */
  private static final String NAME = "node-1";

  @Test
  void aNodeTakesUpAtItsStartWhatItHeldUnderItsName() {
    try (var ges = Installation.ofNodes(1, Map.of())) {
      var tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
      var tomorrow = TestClock.MONDAY_AT_TEN.plus(Duration.ofDays(1));
      var mine = tenant.create(Tenant.at("VQ", 1, tomorrow)).id();
      var anothers = tenant.create(Tenant.at("VQ", 2, tomorrow)).id();
      var leaseEnd = tomorrow.plusSeconds(20);
      ges.ledger().lease(tenant, mine, NAME, leaseEnd);
      ges.ledger().lease(tenant, anothers, "node-9", leaseEnd);
      // no lease ends any more, however long it takes
      ges.clock().standAt(leaseEnd.minusSeconds(10));

      ges.addNode();

      ges.stream().await(mine, 1);
      assertThat(ges.stream().of(anothers)).isEmpty();
      ges.clock().standAt(leaseEnd.plusSeconds(5));
      ges.stream().await(anothers, 1);
      Eventually.holds("both are confirmed", () -> ges.ledger().leased(tenant).isEmpty());
      assertThat(ges.stream().entriesOf(tenant)).hasSize(2);
    }
  }
}
