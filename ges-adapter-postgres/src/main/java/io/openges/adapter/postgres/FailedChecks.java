package io.openges.adapter.postgres;

import io.openges.domain.booking.FailedCheck;
import io.openges.domain.booking.FailedCheck.Figures;
import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The failed checks of a request as one text, a line for each:
 * {@code check|code|until|slot|used|total}, times in milliseconds; a slot and its figures are left
 * out where there are none. Pure functions; thread-safe.
 */
final class FailedChecks {

  private static final Set<String> CODES =
      Stream.of(ReasonCode.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private FailedChecks() {}

  /** Returns the text, null for none. */
  static @Nullable String write(List<FailedCheck> checks) {
    return checks.isEmpty()
        ? null
        : checks.stream().map(FailedChecks::write).collect(Collectors.joining("\n"));
  }

  private static String write(FailedCheck check) {
    var refusal = check.refusal();
    var until = refusal.until();
    var line = refusal.check() + "|" + refusal.code().name() + "|"
        + (until == null ? "" : Long.toString(until.toEpochMilli()));
    var figures = check.figures();
    return figures == null
        ? line
        : line + "|" + figures.slot().toEpochMilli() + "|" + figures.used() + "|" + figures.total();
  }

  /** Reads the text; a newer release may have written reasons that this one does not know. */
  static List<FailedCheck> read(@Nullable String text) {
    return text == null
        ? List.of()
        : text.lines()
            .map(line -> line.split("\\|", -1))
            .filter(fields -> CODES.contains(fields[1]))
            .map(FailedChecks::read)
            .toList();
  }

  private static FailedCheck read(String[] fields) {
    var refusal = new Refusal(
        Integer.parseInt(fields[0]),
        ReasonCode.valueOf(fields[1]),
        fields[2].isEmpty() ? null : instant(fields[2]));
    return fields.length < 6
        ? FailedCheck.of(refusal)
        : new FailedCheck(
            refusal,
            new Figures(
                instant(fields[3]), Integer.parseInt(fields[4]), Integer.parseInt(fields[5])));
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
