package io.openges.adapter.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.internal.SessionReports.Names;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.SessionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fields of reports in docs/voice-platform.md are those that are read. */
class SessionReportDocumentTest {

  private static final Instant LATER = Instant.parse("2031-03-04T09:30:00Z");

  /** A value of each field, in the names of the clean API. */
  private static final Map<String, String> VALUES = Map.of(
      "sessionId", "s-1",
      "sessionUrl", "http://ors-1:9098",
      "seq", "3",
      "position", "2",
      "ewt", "80",
      "dialResult", "BUSY");

  private static Map<String, String> listed() throws IOException {
    Map<String, String> fields = new TreeMap<>();
    Files.readAllLines(Path.of("..", "docs", "voice-platform.md")).stream()
        .filter(line -> line.startsWith("| `_"))
        .map(line -> line.replace("`", "").split(" *\\| *", -1))
        .filter(cells -> !cells[1].equals("_attempt"))
        .forEach(cells -> fields.put(cells[2], cells[1]));
    return fields;
  }

  @Test
  void eachHasItsNameInBothForms() throws IOException {
    for (var field : listed().entrySet()) {
      assertThat(Names.FACADE.of(field.getKey())).isEqualTo(field.getValue());
      assertThat(Names.CLEAN.of(field.getKey())).isEqualTo(field.getKey());
    }
  }

  @Test
  void eachIsReadAndNothingElseIs() throws IOException {
    for (var names : Names.values()) {
      var body = JsonNodeFactory.instance.objectNode();
      for (var field : listed().keySet()) {
        switch (field) {
          case "state" -> body.put(names.of(field), "COMPLETED");
          case "reason" -> body.put(names.of(field), "AGENT_CONNECTED");
          case "newDesiredTime" -> {}
          case "seq", "position", "ewt" ->
            body.put(names.of(field), Integer.parseInt(value(field)));
          default -> body.put(names.of(field), value(field));
        }
      }

      assertThat(SessionReports.read(Fields.of(body), names, 2))
          .isEqualTo(new SessionReport(
              2,
              3L,
              new SessionReport.Change(
                  CallbackState.COMPLETED, CompletionReason.AGENT_CONNECTED, null),
              new SessionReport.Reporter("s-1", "http://ors-1:9098"),
              new SessionReport.Standing(2, 80),
              "BUSY"));
    }
  }

  @Test
  void aNewDesiredTimeIsRead() {
    for (var names : List.of(Names.values())) {
      var body =
          JsonNodeFactory.instance.objectNode().put(names.of("newDesiredTime"), LATER.toString());

      assertThat(SessionReports.read(Fields.of(body), names, null).change())
          .isEqualTo(new SessionReport.Change(CallbackState.SCHEDULED, null, LATER));
    }
  }

  private static String value(String field) {
    var value = VALUES.get(field);
    assertThat(value).as("a field that nobody reads: %s", field).isNotNull();
    return String.valueOf(value);
  }
}
