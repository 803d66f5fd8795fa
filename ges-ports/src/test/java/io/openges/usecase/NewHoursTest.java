package io.openges.usecase;

import static io.openges.ports.testing.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackState;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driving.dispatch.DispatchDue;
import io.openges.ports.testing.Hours;
import io.openges.ports.testing.Scenario;
import io.openges.ports.testing.Scenario.Call;
import io.openges.ports.testing.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What sleeps when hours, policy or queue change is judged by the newest settings (specifications
 * 6.5, 10.1). The office is in Paris; it is a Wednesday.
 */
class NewHoursTest {

  private final Scenario office = Scenario.startingAt("2027-06-02T12:00+02:00", open());

  @Test
  void aHolidayPublishedByMistakeAndTakenBackLosesNobody() {
    var callback = office.book("Q", "2027-06-02T16:00+02:00");
    office.runTo("2027-06-02T15:57+02:00");
    office.publish(closedAllYear("HOLD"));
    office.runTo("2027-06-02T15:59+02:00");
    assertThat(office.calls()).isEmpty();

    office.publish(open());
    office.runTo("2027-06-02T17:00+02:00");

    assertThat(calls()).containsExactly(at("2027-06-02T15:59+02:00"));
    assertThat(office.current(callback).state()).isEqualTo(CallbackState.COMPLETED);
  }

  @Test
  void whatIsHeldUntilTomorrowIsCalledWhenTheOfficeStaysOpenLonger() {
    office.book("Q", "2027-06-02T16:00+02:00");
    office.publish(daily("09:00", "15:00", "HOLD"));
    office.runTo("2027-06-02T16:30+02:00");
    assertThat(office.calls()).isEmpty();

    office.publish(daily("09:00", "20:00", "HOLD"));
    office.runTo("2027-06-03T12:00+02:00");

    assertThat(calls()).containsExactly(at("2027-06-02T16:30+02:00"));
  }

  @Test
  void whatIsHeldIsHandedOverWhenItsQueueNoLongerMinds() {
    office.book("Q", "2027-06-02T16:00+02:00");
    office.publish(daily("09:00", "15:00", "HOLD"));
    office.runTo("2027-06-02T16:30+02:00");

    office.publish(daily("09:00", "15:00", "SUBMIT"));
    office.runTo("2027-06-02T17:00+02:00");

    assertThat(calls()).containsExactly(at("2027-06-02T16:30+02:00"));
  }

  @Test
  void whatWaitsForAnOpeningFollowsItWhenItMovesForward() {
    office.book("Q", "2027-06-03T09:00+02:00");
    office.publish(daily("08:00", "17:00", "HOLD"));
    office.runTo("2027-06-03T12:00+02:00");

    assertThat(calls()).containsExactly(at("2027-06-03T08:58+02:00"));
  }

  @Test
  void soDoesWhatIsAwaitedMinutesBeforeTheOpening() {
    office.book("Q", "2027-06-03T09:00+02:00");
    office.runTo("2027-06-03T08:59+02:00");
    assertThat(office.calls()).isEmpty();

    office.publish(daily("08:00", "17:00", "HOLD"));
    office.runTo("2027-06-03T12:00+02:00");

    assertThat(calls()).containsExactly(at("2027-06-03T08:59+02:00"));
  }

  @Test
  void whatIsHeldRunsOnUnderItsOldRowWhenItsQueueIsRemoved() {
    office.book("Q", "2027-06-02T16:00+02:00");
    office.publish(closedAllYear("HOLD"));
    office.runTo("2027-06-02T16:30+02:00");
    assertThat(office.calls()).isEmpty();

    office.publish(Settings.empty());
    office.runTo("2027-06-02T17:00+02:00");

    assertThat(calls()).containsExactly(at("2027-06-02T16:30+02:00"));
  }

  @Test
  void anotherNodeWakesWhatItsPublisherDidNot() {
    var other = office.engine().otherNode(UnaryOperator.identity());
    other.settings().refresh();
    var key = office.book("Q", "2027-06-02T16:00+02:00").key();
    office.publish(closedAllYear("HOLD"));
    office.runTo("2027-06-02T15:59+02:00");
    other.dispatchDue().followSettings();

    // the publisher ends before it wakes anybody
    office.publish(open());
    other.settings().refresh();
    other.dispatchDue().followSettings();

    assertThat(queue().wakeUp(key)).contains(new DispatchQueue.WakeUp(office.now(), null));
  }

  @Test
  void whatANodePutsOffByTheOldHoursMeanwhileIsWokenAgain() {
    var callback = office.book("Q", "2027-06-02T16:00+02:00");
    office.publish(closedAllYear("HOLD"));
    office.runTo("2027-06-02T15:58+02:00");
    var lease = Duration.ofSeconds(30);
    office.publish(open());
    wakes().followSettings();
    queue().claim(new DispatchQueue.ClaimRequest("node-2", office.now(), lease, 9));
    var late = new DispatchQueue.Wake(
        callback.key(), callback.status().version(), office.now().plus(lease), null, null);

    for (var step : List.of(Duration.ofSeconds(5), Duration.ofSeconds(40))) {
      queue().wakeAt(List.of(late));
      office.engine().time().set(office.now().plus(step));
      wakes().followSettings();
      assertThat(queue().wakeUp(callback.key()).orElseThrow().at()).isBeforeOrEqualTo(office.now());
    }
  }

  @Test
  void whatIsBookedForLaterDaysIsLeftAlone() {
    var key = office.book("Q", "2027-06-04T10:00+02:00").key();
    var sleeping = queue().wakeUp(key);
    wakes().followSettings();

    office.publish(daily("08:00", "17:00", "HOLD"));
    wakes().followSettings();

    assertThat(queue().wakeUp(key)).isEqualTo(sleeping);
  }

  private static Settings open() {
    return daily("09:00", "17:00", "HOLD");
  }

  private static Settings daily(String from, String to, String policy) {
    return with(Hours.in("Europe/Paris").daily(from, to), policy);
  }

  private static Settings closedAllYear(String policy) {
    return with(Hours.in("Europe/Paris"), policy);
  }

  private static Settings with(Hours hours, String policy) {
    return Settings.empty()
        .hours("h", hours)
        .queue("Q", "h", 5)
        .column("Q", "afterHoursPolicy", policy);
  }

  private List<Instant> calls() {
    return office.calls().stream().map(Call::at).toList();
  }

  private DispatchQueue queue() {
    return office.engine().dispatchQueue();
  }

  private DispatchDue wakes() {
    return office.engine().ges().dispatchDue();
  }
}
