package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be booked when, and what callers see of it. */
class BookingIT {

  private static Installation ges;
  private static Tenant tenant;

  @BeforeAll
  static void publish() {
    ges = Installation.shared();
    ges.platform().waitTime("VQ_BUSY", 600);
    ges.platform().waitTime("VQ_BUSY_HOUR", 600);
    tenant = ges.tenant(new Publication()
        .hours("evening", "22:00", "23:00")
        .hours("midday", "08:00", "18:00")
        .holiday("midday", "2035-03-07")
        .queue("VQ", Map.of())
        .queue("VQ_CLOSED", Map.of("businessHours", "evening"))
        .queue("VQ_HOLIDAY", Map.of("businessHours", "midday"))
        .queue("VQ_WAITING", Map.of("businessHours", "evening", "rejectOutOfHours", false))
        .queue("VQ_LATER", Map.of("immediateCallbackEnabled", false))
        .queue("VQ_NOW", Map.of("scheduledCallbackEnabled", false))
        .queue("VQ_BUSY", Map.of("timeSlotMinutes", 5))
        .queue("VQ_BUSY_HOUR", Map.of("timeSlotMinutes", 60))
        .queue("VQ_TWO", Map.of("maxCallbacksPerSlot", 2, "timeSlotMinutes", 15)));
  }

  @Test
  @Tag("scenario-1")
  void anImmediateCallbackIsQueuedFromTheAnswerOn() {
    var booked = tenant.create(Tenant.now("VQ", 1));

    assertThat(booked.outcome()).isEqualTo("200 0");
    assertThat(tenant.retrieve(booked.id()).state()).isEqualTo("QUEUED");
  }

  @Test
  @Tag("scenario-2")
  void anOfferedSlotIsBookedAtItsTime() {
    var slots = tenant.ask("callbacks/availability/VQ?numberOfDays=1&maxTimeSlots=1");
    var slot = Instant.parse(slots.data().path("slots").path(0).path("utcTime").asText());

    var booked = tenant.create(Tenant.at("VQ", 2, slot));

    assertThat(booked.outcome()).isEqualTo("200 0");
    var found = tenant.retrieve(booked.id());
    assertThat(found.state()).isEqualTo("SCHEDULED");
    assertThat(found.data().path("desiredTime").asText()).isEqualTo(Tenant.iso(slot));
  }

  @Test
  @Tag("scenario-5")
  void aWrongTypeIsRefusedByTheNameOfItsField() {
    var body = Tenant.now("VQ", 3);
    body.put("priority", "5");

    var answer = tenant.create(body);

    assertThat(answer.outcome()).isEqualTo("400 501");
    assertThat(answer.message()).contains("priority");
  }

  @Test
  @Tag("scenario-5")
  void aTimeWithoutZoneIsRefusedByTheNameOfItsField() {
    var body = Tenant.now("VQ", 4);
    body.put("desiredTime", "2035-03-06T10:00:00");

    var answer = tenant.create(body);

    assertThat(answer.outcome()).isEqualTo("400 501");
    assertThat(answer.message()).contains("desiredTime");
  }

  @Test
  @Tag("scenario-5")
  void anUnknownFieldIsIgnored() {
    var body = Tenant.now("VQ", 5);
    body.put("foo", "bar");

    assertThat(tenant.create(body).outcome()).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-10")
  void aTimeTenMinutesAgoIsInThePast() {
    assertThat(wish(6, Duration.ofMinutes(-10)).outcome()).isEqualTo("400 7104");
  }

  @Test
  @Tag("scenario-10")
  void aTimeTwoMinutesAgoMeansNow() {
    var booked = wish(7, Duration.ofMinutes(-2));

    assertThat(booked.outcome()).isEqualTo("200 0");
    assertThat(tenant.retrieve(booked.id()).state()).isEqualTo("QUEUED");
  }

  @Test
  @Tag("scenario-10")
  void aTimeBeyondTheHorizonIsTooFar() {
    assertThat(wish(8, Duration.ofDays(14).plusHours(1)).outcome()).isEqualTo("400 7105");
  }

  @Test
  @Tag("scenario-11")
  void aTimeWithinTheWaitMeansAsSoonAsPossible() {
    var booked = tenant.create(Tenant.at("VQ_BUSY", 17, ges.now().plus(Duration.ofMinutes(5))));

    assertThat(booked.outcome()).isEqualTo("200 0");
    assertThat(tenant.retrieve(booked.id()).state()).isEqualTo("QUEUED");
  }

  @Test
  @Tag("scenario-11")
  void aSlotThatTheWaitWouldMissIsRefusedWithLaterOnes() {
    var now = ges.now();
    var body = Tenant.at("VQ_BUSY", 18, now.plus(Duration.ofMinutes(5)));
    body.put("alwaysCheckCapacity", true);

    var refused = tenant.create(body);

    assertThat(refused.outcome()).isEqualTo("429 7111");
    var slots = refused.data().path("slots");
    assertThat(slots).isNotEmpty();
    slots
        .fieldNames()
        .forEachRemaining(start -> assertThat(Instant.parse(start).plus(Duration.ofMinutes(5)))
            .isAfter(now.plusSeconds(600)));
  }

  @Test
  @Tag("scenario-11")
  void aSlotThatEndsAfterTheWaitIsTaken() {
    var body = Tenant.at("VQ_BUSY_HOUR", 19, ges.now().plus(Duration.ofMinutes(5)));
    body.put("alwaysCheckCapacity", true);

    var booked = tenant.create(body);

    assertThat(booked.outcome()).isEqualTo("200 0");
    // It is due at once and may be promoted by now, but it remains one for a slot.
    assertThat(Http.get(tenant.internal("callbacks/" + booked.id()))
            .data()
            .path("kind")
            .asText())
        .isEqualTo("SCHEDULED");
  }

  @Test
  @Tag("scenario-12")
  void aClosedOfficeRefusesImmediateCallbacks() {
    assertThat(tenant.create(Tenant.now("VQ_CLOSED", 9)).outcome()).isEqualTo("400 7042");
  }

  @Test
  @Tag("scenario-12")
  void aHolidayIsClosed() {
    var holiday = Instant.parse("2035-03-07T12:00:00Z");
    var dayAfter = holiday.plus(Duration.ofDays(1));

    assertThat(tenant.create(Tenant.at("VQ_HOLIDAY", 10, holiday)).outcome()).isEqualTo("400 7042");
    assertThat(tenant.create(Tenant.at("VQ_HOLIDAY", 10, dayAfter)).outcome()).isEqualTo("200 0");
  }

  @Test
  @Tag("scenario-12")
  void anImmediateCallbackMayWaitForTheOpening() {
    var booked = tenant.create(Tenant.now("VQ_WAITING", 11));

    assertThat(booked.outcome()).isEqualTo("200 0");
    var found = tenant.retrieve(booked.id());
    assertThat(found.state()).isEqualTo("SCHEDULED");
    assertThat(found.data().path("desiredTime").asText()).isEqualTo("2035-03-05T22:00:00.000Z");
  }

  @Test
  @Tag("scenario-13")
  void aKindThatIsNotOfferedIsRefused() {
    var tomorrow = ges.now().plus(Duration.ofDays(1));

    assertThat(tenant.create(Tenant.now("VQ_LATER", 12)).outcome()).isEqualTo("400 7102");
    assertThat(tenant.create(Tenant.at("VQ_NOW", 13, tomorrow)).outcome()).isEqualTo("400 7103");
  }

  @Test
  @Tag("scenario-14")
  void aFullSlotIsRefusedWithOthersThatAreFree() {
    var slot = Instant.parse("2035-03-08T12:00:00Z");
    assertThat(tenant.create(Tenant.at("VQ_TWO", 14, slot)).outcome()).isEqualTo("200 0");
    assertThat(tenant.create(Tenant.at("VQ_TWO", 15, slot.plusSeconds(899))).outcome())
        .isEqualTo("200 0");

    var third = tenant.create(Tenant.at("VQ_TWO", 16, slot.plusSeconds(60)));

    assertThat(third.outcome()).isEqualTo("429 7110");
    List<Instant> proposed = new ArrayList<>();
    for (var slots = third.data().path("slots").properties().iterator(); slots.hasNext(); ) {
      var entry = slots.next();
      assertThat(entry.getKey()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
      assertThat(entry.getValue().isTextual()).isTrue();
      assertThat(entry.getValue().asText()).isEqualTo("2");
      proposed.add(Instant.parse(entry.getKey()));
    }
    assertThat(proposed).hasSize(10).isSorted().doesNotContain(slot);
    assertThat(proposed.get(0)).isEqualTo(slot.plus(15, ChronoUnit.MINUTES));
  }

  private static Answer wish(int number, Duration fromNow) {
    return tenant.create(Tenant.at("VQ", number, ges.now().plus(fromNow)));
  }
}
