package io.openges.usecase;

import static io.openges.ports.testing.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.openges.domain.callback.CompletionReason;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.testing.Hours;
import io.openges.ports.testing.Scenario;
import io.openges.ports.testing.Scenario.Call;
import io.openges.ports.testing.Settings;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A week in Paris at whose end, in the night to Sunday 2027-10-31, the clocks go back from 03:00 to
 * 02:00. It takes milliseconds; docs/scheduling.md tells it.
 */
class ClockChangeWeekTest {

  private final Scenario paris = Scenario.startingAt(
      "2027-10-25T08:00+02:00",
      Settings.empty()
          .hours("night", Hours.always("Europe/Paris"))
          .hours(
              "office", Hours.in("Europe/Paris").weekdays("09:00", "17:00").closedOn("2027-10-26"))
          .queue("VQ_Night", "night", 1)
          .queue("VQ_Office", "office", 3));

  @Test
  void aWeekPassesOverTheHourThatIsShownTwice() {
    // half past two comes twice on Sunday, and each has a place of its own
    var summer = paris.book("VQ_Night", "2027-10-31T02:30+02:00");
    var winter = paris.book("VQ_Night", "2027-10-31T02:30+01:00");
    var monday = paris.book("VQ_Office", "2027-11-01T09:00+01:00");
    assertThat(paris.ask("VQ_Night", "2027-10-31T02:30+02:00"))
        .isInstanceOf(BookCallback.Outcome.SlotFull.class);

    paris.runTo("2027-11-01T12:00+01:00");

    // each is called two minutes early, but nobody before the office opens
    assertThat(paris.calls())
        .extracting(Call::at)
        .containsExactly(
            at("2027-10-31T02:28+02:00"),
            at("2027-10-31T02:28+01:00"),
            at("2027-11-01T09:00+01:00"));
    for (var callback : List.of(summer, winter, monday)) {
      assertThat(paris.current(callback).status().reason())
          .isEqualTo(CompletionReason.AGENT_CONNECTED);
    }
  }

  @Test
  void theLongDayHasMoreSlots() {
    assertThat(paris.slots("VQ_Night", day("2027-10-30"))).hasSize(96);
    assertThat(paris.slots("VQ_Night", day("2027-10-31"))).hasSize(100);
    assertThat(paris.slots("VQ_Office", day("2027-10-29"))).hasSize(32);
    assertThat(paris.slots("VQ_Office", day("2027-10-31"))).isEmpty();
  }

  @Test
  void aHolidayIsRefusedAndAnImmediateWishWaitsOnlyIfItsQueueSaysSo() {
    assertThat(paris.ask("VQ_Office", "2027-10-26T10:00+02:00"))
        .isInstanceOf(BookCallback.Outcome.Refused.class);
    assertThat(paris.ask("VQ_Office", null)).isInstanceOf(BookCallback.Outcome.Refused.class);
    paris.publish(Settings.empty()
        .hours("office", Hours.in("Europe/Paris").weekdays("09:00", "17:00"))
        .queue("VQ_Office", "office", 3)
        .column("VQ_Office", "rejectOutOfHours", false));

    paris.book("VQ_Office", null);
    paris.runTo("2027-10-25T12:00+02:00");

    assertThat(paris.calls()).extracting(Call::at).containsExactly(at("2027-10-25T09:00+02:00"));
  }

  @Test
  void waitsRulesAndCancellationsArePartOfAStory() {
    paris.waitOf("VQ_Night", 600);
    paris.capacity("VQ_Night", Map.of("wed", Map.of("10:00", 0, "11:00", 8)));
    var kept = paris.book("VQ_Night", "2027-10-27T11:00+02:00");
    var dropped = paris.book("VQ_Night", "2027-10-27T11:00+02:00");
    assertThat(paris.ask("VQ_Night", "2027-10-27T10:00+02:00"))
        .isInstanceOf(BookCallback.Outcome.SlotFull.class);
    assertThatIllegalStateException()
        .isThrownBy(() -> paris.book("VQ_Night", "2027-10-27T10:00+02:00"));

    paris.cancel(dropped);
    paris.runTo("2027-10-28T00:00+02:00");

    assertThat(paris.calls()).hasSize(1);
    assertThat(paris.calls().get(0).callback().key()).isEqualTo(kept.key());
    assertThat(paris.calls().get(0).at()).isEqualTo(at("2027-10-27T10:48+02:00"));
    assertThat(paris.now()).isEqualTo(at("2027-10-28T00:00+02:00"));
  }

  @Test
  void aWaitThatGrewAfterTheBookingIsFollowed() {
    paris.book("VQ_Night", "2027-10-25T12:00+02:00");
    paris.book("VQ_Night", "2027-10-29T12:00+02:00");
    paris.waitOf("VQ_Night", 3600);

    paris.runTo("2027-10-29T13:00+02:00");

    assertThat(paris.calls())
        .extracting(Call::at)
        .containsExactly(at("2027-10-25T10:58+02:00"), at("2027-10-29T10:58+02:00"));
  }

  private static ZonedDateTime day(String date) {
    return ZonedDateTime.parse(date + "T12:00+01:00[Europe/Paris]");
  }
}
