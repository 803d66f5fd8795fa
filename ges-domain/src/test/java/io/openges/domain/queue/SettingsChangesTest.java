package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.list;
import static io.openges.domain.queue.Publications.object;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.with;
import static io.openges.domain.queue.Publications.withColumn;
import static io.openges.domain.queue.Publications.withHours;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsChangesTest {

  @Test
  void theSameContentChangesNothing() {
    assertThat(SettingsChanges.between(smallest(), smallest()).isEmpty()).isTrue();
    assertThat(SettingsChanges.between(Map.of(), Map.of())).isEqualTo(SettingsChanges.NONE);
  }

  @Test
  void whoPublishesAndWhatBecomesOfRemovedQueuesIsNoChange() {
    var signed = with(smallest(), "source", object("publishedBy", "me"));
    var cancelling = with(smallest(), "onRemovedQueue", "cancel");

    assertThat(SettingsChanges.between(smallest(), signed).isEmpty()).isTrue();
    assertThat(SettingsChanges.between(smallest(), cancelling).isEmpty()).isTrue();
  }

  @Test
  void numbersAreComparedByTheirValueAndNullsAsAbsent() {
    var written = withColumn("x", list(1, new BigDecimal("1.50"), object("n", 2L)));
    var read = withColumn("x", list(1L, 1.5, object("n", 2, "absent", null)));

    assertThat(SettingsChanges.between(written, read).isEmpty()).isTrue();
    assertThat(SettingsChanges.between(read, written).isEmpty()).isTrue();
    assertThat(SettingsChanges.between(withColumn("x", 1), withColumn("x", "1")).isEmpty())
        .isFalse();
    assertThat(SettingsChanges.between(withColumn("x", list(1)), withColumn("x", list(1, 2)))
            .isEmpty())
        .isFalse();
    assertThat(SettingsChanges.between(
                withColumn("x", object("a", 1)), withColumn("x", object("b", 1)))
            .isEmpty())
        .isFalse();
  }

  @Test
  void rowsAndHoursThatComeAndGoAreNamed() {
    var before = with(smallest(), "queues/VQ_Old", Publications.row("bh"));
    var after = with(smallest(), "queues/VQ_New", Publications.row("bh"));
    with(after, "businessHours/paris", Publications.office("Europe/Paris"));

    var changes = SettingsChanges.between(before, after);

    assertThat(changes.queues().added()).containsExactly("VQ_New");
    assertThat(changes.queues().removed()).containsExactly("VQ_Old");
    assertThat(changes.queues().changed()).isEmpty();
    assertThat(changes.businessHours().added()).containsExactly("paris");
    assertThat(changes.businessHours().removed()).isEmpty();
  }

  @Test
  void theColumnsThatDifferAreNamedInOrder() {
    var after = withColumn("timeSlotMinutes", 30);
    with(after, "queues/VQ/dialPrefix", "9");
    with(after, "queues/VQ/routingPoint", null);

    var changes = SettingsChanges.between(smallest(), after);

    assertThat(changes.queues().changed())
        .containsOnlyKeys("VQ")
        .hasEntrySatisfying(
            "VQ",
            columns -> assertThat(columns)
                .containsExactly("dialPrefix", "routingPoint", "timeSlotMinutes"));
    assertThat(changes.isEmpty()).isFalse();
  }

  @Test
  void hoursThatDifferAreNamed() {
    var changes = SettingsChanges.between(smallest(), withHours("timezone", "Etc/UTC"));

    assertThat(changes.businessHours().changed()).containsOnlyKeys("bh");
    assertThat(changes.queues().changed()).isEmpty();
  }
}
