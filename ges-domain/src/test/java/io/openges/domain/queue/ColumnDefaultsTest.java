package io.openges.domain.queue;

import static io.openges.domain.queue.Publications.queue;
import static io.openges.domain.queue.Publications.smallest;
import static io.openges.domain.queue.Publications.withColumn;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.QueueSettings.AfterHoursPolicy;
import io.openges.domain.queue.QueueSettings.Application;
import io.openges.domain.queue.QueueSettings.Dialling;
import io.openges.domain.queue.QueueSettings.Immediate;
import io.openges.domain.queue.QueueSettings.Lifetime;
import io.openges.domain.queue.QueueSettings.Numbers;
import io.openges.domain.queue.QueueSettings.Offering;
import io.openges.domain.queue.QueueSettings.Slots;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Specification 10.2, column "Default". */
class ColumnDefaultsTest {

  @Test
  void everyColumnWithADefaultHasIt() {
    assertThat(SettingsTable.defaults())
        .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
            Map.entry("routingPoint", ""),
            Map.entry("surveyRoutingPoint", ""),
            Map.entry("dialPrefix", ""),
            Map.entry("callDisplayNumber", ""),
            Map.entry("callDisplayName", ""),
            Map.entry("callDirection", "USERTERMINATED"),
            Map.entry("callInGroup", ""),
            Map.entry("immediateCallbackEnabled", true),
            Map.entry("scheduledCallbackEnabled", true),
            Map.entry("timeSlotMinutes", 15),
            Map.entry("maxCallbacksPerSlot", 100),
            Map.entry("callbackTtlSeconds", 86_400),
            Map.entry("minLeadTimeSeconds", 0),
            Map.entry("immediateBlackoutMinutes", 0),
            Map.entry("immediateForecastCheck", true),
            Map.entry("requireLoggedInAgents", false),
            Map.entry("rejectOutOfHours", true),
            Map.entry("afterHoursPolicy", "HOLD"),
            Map.entry("duplicateCheck", "standard"),
            Map.entry("throttleParameters", List.of("phoneNumber")),
            Map.entry("throttleNumberLimit", 6),
            Map.entry("throttleNumberWindowSeconds", 86_400),
            Map.entry("throttleServiceLimit1", 500),
            Map.entry("throttleServiceWindow1Seconds", 300),
            Map.entry("throttleServiceLimit2", 1000),
            Map.entry("throttleServiceWindow2Seconds", 3600),
            Map.entry("maxQueuedImmediate", 1000),
            Map.entry("maxDialAttempts", 3),
            Map.entry("dialRetrySeconds", 300),
            Map.entry("snoozeSeconds", 300),
            Map.entry("callProgressDetection", true),
            Map.entry("cpdTimeoutMs", 15_000),
            Map.entry("pushOfferSeconds", 300),
            Map.entry("defaultCountry", "US"),
            Map.entry("captchaRequired", "inherit"),
            Map.entry("ewtMode", "mode2"),
            Map.entry("overridableOptions", List.of("priority", "routePoint", "surveyRP"))));
  }

  @Test
  void aRowThatLeavesOutAllItMayHasTheDefaultsInItsParts() {
    var row = queue(smallest());

    assertThat(row.dialling())
        .isEqualTo(new Dialling(
            new Application("Callback", "Live"),
            CallDirection.USERTERMINATED,
            new Numbers("", "US", null),
            "8001",
            ""));
    assertThat(row.offering())
        .isEqualTo(new Offering(
            new Immediate(true, 0, true, false, true),
            true,
            new Slots(15, 100, null),
            0,
            WaitTimeMode.MODE2,
            new Limits(
                Limits.DuplicateCheck.STANDARD,
                new Limits.PerKey(List.of("phoneNumber"), Limits.Window.of(6, 86_400)),
                List.of(Limits.Window.of(500, 300), Limits.Window.of(1000, 3600)),
                1000)));
    assertThat(row.lifetime()).isEqualTo(new Lifetime(86_400, 300, AfterHoursPolicy.HOLD));
    assertThat(row.hours().zone().getId()).isEqualTo("Europe/Paris");
  }

  @Test
  void aRowHasNoPushThresholdUnlessItNamesOne() {
    assertThat(queue(smallest()).effectiveColumns())
        .doesNotContainKey("pushNotificationThresholdMinutes");
    assertThat(queue(withColumn("pushNotificationThresholdMinutes", 5)).effectiveColumns())
        .containsEntry("pushNotificationThresholdMinutes", 5);
  }

  @Test
  void theWholeRowIsThePublishedOneOverTheDefaults() {
    var whole = queue(withColumn("maxDialAttempts", 9)).effectiveColumns();

    assertThat(whole)
        .containsEntry("maxDialAttempts", 9)
        .containsEntry("dialRetrySeconds", 300)
        .containsEntry("routingPoint", "8001")
        .hasSize(SettingsTable.defaults().size() + 3);
  }

  @Test
  void aColumnThatIsNullHasItsDefault() {
    assertThat(queue(withColumn("timeSlotMinutes", null)).offering().slots().timeSlotMinutes())
        .isEqualTo(15);
  }
}
