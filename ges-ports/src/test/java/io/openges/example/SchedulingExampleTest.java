package io.openges.example;

import static io.openges.ports.testing.Scenario.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.ports.testing.Hours;
import io.openges.ports.testing.Scenario;
import io.openges.ports.testing.Scenario.Call;
import io.openges.ports.testing.Settings;
import org.junit.jupiter.api.Test;

/** Weeks that pass in milliseconds, as the README and docs/scheduling.md tell them. */
class SchedulingExampleTest {

  // tag::week[]
  @Test
  void mondaysCallIsMadeWhenTheOfficeOpens() {
    var paris = Scenario.startingAt(
        "2027-10-25T08:00+02:00",
        Settings.empty()
            .hours(
                "office", Hours.in("Europe/Paris").weekdays("09:00", "17:00").closedEvery("12-25"))
            .queue("VQ_Sales", "office", 3));

    paris.book("VQ_Sales", "2027-11-01T09:00+01:00");
    paris.runTo("2027-11-01T12:00+01:00"); // a week over the end of summer time

    assertThat(paris.calls()).extracting(Call::at).containsExactly(at("2027-11-01T09:00+01:00"));
  }
  // end::week[]

  @Test
  void theHourThatComesTwiceHasTwoPlaces() {
    // tag::night[]
    var paris = Scenario.startingAt(
        "2027-10-25T08:00+02:00",
        Settings.empty()
            .hours("night", Hours.always("Europe/Paris"))
            .hours(
                "office",
                Hours.in("Europe/Paris").weekdays("09:00", "17:00").closedOn("2027-10-26"))
            .queue("VQ_Night", "night", 1)
            .queue("VQ_Office", "office", 3));

    paris.book("VQ_Night", "2027-10-31T02:30+02:00"); // half past two comes twice on Sunday,
    paris.book("VQ_Night", "2027-10-31T02:30+01:00"); // and each has a place of its own
    paris.book("VQ_Office", "2027-11-01T09:00+01:00");

    paris.runTo("2027-11-01T12:00+01:00");

    assertThat(paris.calls())
        .extracting(Call::at)
        .containsExactly(
            at("2027-10-31T02:28+02:00"),
            at("2027-10-31T02:28+01:00"),
            at("2027-11-01T09:00+01:00")); // nobody is called before the opening
    // end::night[]
  }
}
