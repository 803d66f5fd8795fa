package io.openges.adapter.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.SessionReport;
import io.openges.domain.callback.Transition;
import io.openges.domain.queue.SettingsChanges;
import io.openges.domain.queue.SettingsTable;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InternalOutcomeTest {

  private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
  private static final SessionReport REPORT = new SessionReport(
      1, null, null, SessionReport.Reporter.UNNAMED, SessionReport.Standing.UNKNOWN, null);

  @Test
  void everyOutcomeOfAReportHasAnAnswer() {
    var samples = List.of(
        new ReportSession.Outcome.Accepted(callback(), true),
        new ReportSession.Outcome.Unknown(),
        new ReportSession.Outcome.Refused(callback(), Transition.Refusal.STALE_ATTEMPT),
        new ReportSession.Outcome.SlotFull(List.of()),
        new ReportSession.Outcome.TimeRefused(Refusal.of(9, ReasonCode.BEYOND_HORIZON)));

    assertCovers(ReportSession.Outcome.class, samples);
    assertThat(samples.stream().map(outcome -> code(outcome)))
        .containsExactly(0, 7100, 7180, 7110, 7105);
  }

  @Test
  void everyRefusalOfAReportIs409() {
    for (var why : Transition.Refusal.values()) {
      int code = code(new ReportSession.Outcome.Refused(callback(), why));
      assertThat(code).isIn(7180, 7181);
    }
  }

  @Test
  void everyOutcomeOfAPublicationHasAnAnswer() {
    var samples = List.of(
        new PublishSettings.Outcome.Published(
            2, 1, true, SettingsChanges.NONE, PublishSettings.Impact.NONE, List.of()),
        new PublishSettings.Outcome.Invalid(List.of(new SettingsTable.Problem("a", "b"))),
        new PublishSettings.Outcome.VersionConflict(42));

    assertCovers(PublishSettings.Outcome.class, samples);
    assertThat(samples.stream().map(outcome -> message(outcome)))
        .containsExactly("", "1 error (see data.errors)", "Settings version is 42, expected 41");
  }

  private static int code(ReportSession.Outcome outcome) {
    try {
      SessionReports.accepted(outcome, REPORT, NOW);
      return 0;
    } catch (ProblemException problem) {
      return problem.code().code();
    }
  }

  private static String message(PublishSettings.Outcome outcome) {
    try {
      SettingsRoutes.published(outcome, 41);
      return "";
    } catch (ProblemException problem) {
      return problem.message();
    }
  }

  private static void assertCovers(Class<?> sealed, List<?> samples) {
    assertThat(samples)
        .extracting(Object::getClass)
        .map(type -> (Object) type)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList((Object[]) sealed.getPermittedSubclasses()));
  }

  private static Callback callback() {
    return Callbacks.scheduled().build();
  }
}
