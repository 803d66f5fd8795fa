package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Node;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Capacity rules, on every node, also on one that starts later; and what else such one finds. */
class CapacityRuleNodesIT {

  /** A Wednesday. */
  private static final String DAY = "2035-03-07T";

  private static Installation ges;

  @BeforeAll
  static void start() {
    ges = Installation.shared();
  }

  @Test
  @Tag("scenario-43")
  void aCellIsSharedOutOnEveryNodeAndCannotBeOversold() {
    var tenant = tenant(15);

    rule(tenant, Map.of("cellMinutes", 60, "capacity", Map.of("wed", Map.of("09:00", 10))));

    for (int node = 0; node < 3; node++) {
      knows(tenant.at(ges.node(node)), List.of("3", "3", "2", "2"));
    }
    var nine = Instant.parse(DAY + "09:00:00Z");
    for (int number = 0; number < 3; number++) {
      var at = tenant.at(ges.node(number));
      assertThat(at.create(Tenant.at("VQ", number, nine)).outcome()).isEqualTo("200 0");
    }
    for (int node = 0; node < 3; node++) {
      assertThat(
              tenant.at(ges.node(node)).create(Tenant.at("VQ", 10 + node, nine)).outcome())
          .isEqualTo("429 7110");
    }
  }

  @Test
  void aNodeThatStartsLaterKnowsTheRulesAndWhoIsOutOfHours() {
    var own = Installation.ofNodes(1, Map.of());
    try {
      var there = own.tenant(new Publication().queue("VQ", Map.of("timeSlotMinutes", 60)));
      var evening = Tenant.at("VQ", 1, Instant.parse(DAY + "20:00:00Z"));
      assertThat(there.create(evening).outcome()).isEqualTo("200 0");
      rule(there, Map.of("cellMinutes", 60, "capacity", Map.of("*", Map.of("09:00", 7))));
      var office = Map.of("timeSlotMinutes", 60, "businessHours", "office");
      var shorter = new Publication().hours("office", "08:00", "18:00").queue("VQ", office);
      assertThat(there.publish(shorter).outcome()).isEqualTo("200 0");

      Node late = own.addNode();

      knows(there.at(late), List.of("7"));
      Eventually.holds(
          "one is out of hours", () -> Metrics.of(late).sum("ges_bookings_out_of_hours") == 1);
    } finally {
      own.close();
    }
  }

  private static Tenant tenant(int minutes) {
    var columns = new HashMap<String, Object>(Map.of("duplicateCheck", "off"));
    columns.put("timeSlotMinutes", minutes);
    return ges.tenant(new Publication().queue("VQ", columns));
  }

  private static void rule(Tenant tenant, Map<String, ?> rule) {
    var made = Http.send("PUT", tenant.internal("capacity-rules/Week"), rule);
    assertThat(made.outcome()).isEqualTo("200 0");
    var assigned =
        Http.send("PUT", tenant.internal("queues/VQ/assignments"), Map.of("capacityRule", "Week"));
    assertThat(assigned.outcome()).isEqualTo("200 0");
  }

  private static void knows(Tenant tenant, List<String> totals) {
    Eventually.holds(
        "slots take " + totals,
        Duration.ofSeconds(30),
        () -> availability(tenant).data().findValuesAsText("total").equals(totals));
  }

  /** Asks for the slots from nine to ten. */
  private static Answer availability(Tenant tenant) {
    return tenant.ask(
        "callbacks/availability/VQ?start=" + DAY + "09:00:00Z&end=" + DAY + "10:00:00Z");
  }
}
