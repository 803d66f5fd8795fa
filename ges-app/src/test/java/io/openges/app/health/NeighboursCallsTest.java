package io.openges.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The calls that docs/voice-platform.md lists are those on record, with which the tests of the
 * adapters compare what is sent.
 */
class NeighboursCallsTest {

  private static final Pattern CALL = Pattern.compile("`((?:GET|POST|DELETE) /[^`]+)`");
  private static final Pattern VARIABLE = Pattern.compile("\\{[a-zA-Z]+}");

  private static Path root() {
    return Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
  }

  /** Returns the calls of the document, as patterns. */
  private static List<Pattern> listed() throws IOException {
    var text = Files.readString(root().resolve("docs/voice-platform.md"));
    return CALL.matcher(text).results().map(call -> pattern(call.group(1))).toList();
  }

  private static Pattern pattern(String call) {
    var fixed = VARIABLE.split(call, -1);
    var pattern = new StringBuilder();
    for (int i = 0; i < fixed.length; i++) {
      pattern.append(i == 0 ? "" : "[^/?&]+").append(Pattern.quote(fixed[i]));
    }
    return Pattern.compile(pattern.toString());
  }

  /** Returns the first lines of all exchanges, with commas as they are. */
  private static List<String> onRecord() throws IOException {
    List<String> calls = new ArrayList<>();
    for (var module : List.of("ges-adapter-gws", "ges-adapter-ors")) {
      var folder = root().resolve(module).resolve("src/test/resources/exchanges");
      try (var files = Files.newDirectoryStream(folder)) {
        for (var file : files) {
          calls.add(Files.readAllLines(file).get(0).replace("%2C", ","));
        }
      }
    }
    return calls;
  }

  @Test
  void everyCallOnRecordIsListed() throws IOException {
    var listed = listed();

    assertThat(onRecord())
        .hasSizeGreaterThan(15)
        .allSatisfy(call -> assertThat(listed)
            .as(call)
            .anyMatch(pattern -> pattern.matcher(call).matches()));
  }

  @Test
  void everyCallListedIsOnRecord() throws IOException {
    var calls = onRecord();

    assertThat(listed())
        .allSatisfy(pattern -> assertThat(calls)
            .as("%s", pattern)
            .anyMatch(call -> pattern.matcher(call).matches()));
  }
}
