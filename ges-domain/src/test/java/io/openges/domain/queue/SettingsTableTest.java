package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.errors;
import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.object;
import static io.openges.domain.queue.Publications.office;
import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.row;
import static io.openges.domain.queue.Publications.settings;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.warnings;
import static io.openges.domain.queue.Publications.with;
import static io.openges.domain.queue.Publications.withColumn;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.queue.SettingsTable.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification 10.1. */
class SettingsTableTest {

  @Test
  void readsAllRowsUnderVersionZero() {
    var content = smallest();
    with(content, "businessHours/ny", office("America/New_York"));
    with(content, "queues/VQ_US", row("ny"));

    var settings = settings(content);

    assertThat(settings.version()).isZero();
    assertThat(settings.queues()).containsOnlyKeys(new QueueName("VQ"), new QueueName("VQ_US"));
    assertThat(settings.businessHours()).containsOnlyKeys("bh", "ny");
    assertThat(settings.queue(new QueueName("VQ_US")).orElseThrow().hours())
        .isEqualTo(settings.businessHours().get("ny"));
    assertThat(warnings(content)).isEmpty();
  }

  @Test
  void aTableMayBeEmpty() {
    var content = object("formatVersion", 1, "businessHours", Map.of(), "queues", Map.of());

    assertThat(settings(content)).isEqualTo(TenantSettings.NONE);
  }

  @Test
  void everyProblemOfATableIsNamed() {
    var content = smallest();
    with(content, "formatVersion", 2);
    with(content, "onRemovedQueue", "drop");
    with(content, "businessHours/bh/timezone", "Paris");
    with(content, "queues/VQ/timeSlotMinutes", 7);
    with(content, "queues/VQ/routingPoint", null);
    with(content, "queues/other", row("nowhere"));

    assertThat(errors(content))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "formatVersion",
            "onRemovedQueue",
            "businessHours.bh.timezone",
            "queues.VQ.timeSlotMinutes",
            "queues.VQ.routingPoint",
            "queues.other.businessHours");
  }

  @Test
  void onlyFormatOneIsRead() {
    for (var version : Arrays.asList(null, 0, 2, "1", true)) {
      assertThat(errors(with(smallest(), "formatVersion", version)))
          .singleElement()
          .satisfies(problem -> assertThat(problem.path()).isEqualTo("formatVersion"));
    }
  }

  @Test
  void removedQueuesAreKeptOrCancelled() {
    for (var good : Arrays.asList(null, "keep", "cancel")) {
      assertThat(errors(with(smallest(), "onRemovedQueue", good))).isEmpty();
    }
    assertThat(errors(with(smallest(), "onRemovedQueue", true)))
        .containsExactly(new Problem("onRemovedQueue", "expected one of keep, cancel, not true"));
  }

  @Test
  void theSourceIsTextForTheAudit() {
    assertThat(errors(with(smallest(), "source", Map.of()))).isEmpty();
    assertThat(errors(with(smallest(), "source", "Designer")))
        .containsExactly(new Problem("source", "expected an object, not \"Designer\""));
    assertThat(errors(with(smallest(), "source", Map.of("publishedBy", 7))))
        .containsExactly(new Problem("source.publishedBy", "expected a text, not 7"));
    assertThat(warnings(with(smallest(), "source", Map.of("publishedAt", "yesterday"))))
        .extracting(Problem::path)
        .containsExactly("source.publishedAt");
    assertThat(
            warnings(with(smallest(), "source", Map.of("publishedAt", "2026-11-20T14:05:00.000Z"))))
        .isEmpty();
  }

  @Test
  void aTableWithoutItsObjectsIsNotTakenForAnEmptyOne() {
    assertThat(errors(object("formatVersion", 1)))
        .extracting(Problem::path)
        .containsExactly("businessHours", "queues");
    assertThat(errors(with(smallest(), "queues", list())))
        .containsExactly(new Problem("queues", "expected an object, not a list"));
    assertThat(errors(with(smallest(), "queues/VQ", 5)))
        .containsExactly(new Problem("queues.VQ", "expected an object, not 5"));
    assertThat(errors(with(smallest(), "businessHours/other", "always")))
        .containsExactly(new Problem("businessHours.other", "expected an object, not \"always\""));
  }

  @Test
  void aQueueNameHasOneTo255Characters() {
    assertThat(
            settings(with(smallest(), "queues/" + "q".repeat(255), row("bh"))).queues())
        .hasSize(2);
    assertThat(errors(with(smallest(), "queues/" + "q".repeat(256), row("bh")))).hasSize(1);
    assertThat(errors(with(smallest(), "queues/", row("bh")))).hasSize(1);
  }

  @Test
  void aRowRefersToHoursOfThePublication() {
    assertThat(errors(withColumn("businessHours", "nowhere")))
        .containsExactly(new Problem(
            "queues.VQ.businessHours",
            "expected the id of business hours that are in the publication, not \"nowhere\""));
  }

  @Test
  void hoursWithAProblemAreNotReportedAtTheRowsAgain() {
    assertThat(errors(with(smallest(), "businessHours/bh/timezone", "CET")))
        .extracting(Problem::path)
        .containsExactly("businessHours.bh.timezone");
  }

  @Test
  void unknownColumnsAreKeptAsTheyWerePublished() {
    var nested = new HashMap<String, Object>();
    nested.put("nothing", null);
    nested.put("list", Arrays.asList(1, null, "x"));

    var row = queue(withColumn("escalation", nested));

    assertThat(row.columns())
        .containsEntry("escalation", nested)
        .containsEntry("routingPoint", "8001")
        .doesNotContainKey("timeSlotMinutes")
        .hasSize(5);
  }

  @Test
  void whatWasReadNoLongerFollowsThePublication() {
    var teams = list("N1");
    var content = withColumn("teams", teams);
    var row = queue(content);

    teams.add("N2");
    with(content, "queues/VQ/routingPoint", "9");

    assertThat(row.columns()).containsEntry("teams", List.of("N1"));
    assertThat(row.columns()).containsEntry("routingPoint", "8001");
    assertThatThrownBy(() -> row.columns().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(
            () -> requireNonNull((List<?>) row.columns().get("teams")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aQueueThatCustomersCallShouldNameItsCallInGroup() {
    assertThat(warnings(withColumn("callDirection", "USERORIGINATED")))
        .extracting(Problem::path)
        .containsExactly("queues.VQ.callInGroup");
    assertThat(warnings(
            with(withColumn("callDirection", "USERORIGINATED"), "queues/VQ/callInGroup", "Mobile")))
        .isEmpty();
  }

  @Test
  void aColumnThatDiffersFromAKnownOneInCaseAloneIsTold() {
    assertThat(warnings(withColumn("timeslotminutes", 30)))
        .containsExactly(new Problem(
            "queues.VQ.timeslotminutes", "unknown, so it is only kept: is timeSlotMinutes meant?"));
    assertThat(warnings(withColumn("timeSlotMinutes", 30))).isEmpty();
    assertThat(warnings(withColumn("escalation", 30))).isEmpty();
  }

  @Test
  void aNameThatNoListOfNamesCanHaveIsTold() {
    for (var name : List.of("a,b", " ", " VQ", "VQ\t")) {
      assertThat(warnings(with(smallest(), "queues/" + name, row("bh"))))
          .as(name)
          .extracting(Problem::path)
          .containsExactly("queues." + name);
    }
    assertThat(warnings(with(smallest(), "queues/V Q", row("bh")))).isEmpty();
  }

  @Test
  void longValuesAreShortenedInMessages() {
    var message =
        errors(withColumn("timeSlotMinutes", "x".repeat(10_000))).get(0).message();

    assertThat(message.length()).isLessThan(120);
  }
}
