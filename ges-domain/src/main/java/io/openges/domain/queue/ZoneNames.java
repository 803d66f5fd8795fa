package io.openges.domain.queue;

import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names of time zones a publication may use (specification 7.6). */
final class ZoneNames {

  static final String EXPECTED =
      "an IANA time zone such as Europe/Paris (no fixed offset, no three-letter abbreviation;"
          + " Etc/UTC for UTC)";

  /** Names that the JDK takes for zones and that are abbreviations, offsets or its own. */
  private static final Pattern REFUSED =
      Pattern.compile("[A-Za-z]{3}|(GMT|UTC|UT)[+-]?[0-9].*|SystemV/.*");

  private ZoneNames() {}

  /** Returns the zone, empty if the name is not allowed. */
  static Optional<ZoneId> zone(String name) {
    return REFUSED.matcher(name).matches() || !ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.empty()
        : Optional.of(ZoneId.of(name));
  }
}
