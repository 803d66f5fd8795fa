package io.openges.domain.queue;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The regions whose national numbers can be read: ISO 3166 alpha-2 where telephones are. */
final class Countries {

  /** Regions of ISO 3166 without a numbering plan of their own. */
  private static final List<String> WITHOUT_NUMBERS =
      List.of("AQ", "BV", "GS", "HM", "PN", "TF", "UM");

  /** Regions with a numbering plan that ISO 3166 only reserves codes for. */
  private static final List<String> RESERVED = List.of("AC", "TA", "XK");

  private static final Set<String> KNOWN = known();

  private Countries() {}

  static Values values() {
    return new Values(
        "a known region, ISO 3166 alpha-2 in capitals such as FR",
        value -> value instanceof String text && KNOWN.contains(text));
  }

  private static Set<String> known() {
    var codes = new TreeSet<>(List.of(Locale.getISOCountries()));
    WITHOUT_NUMBERS.forEach(codes::remove);
    codes.addAll(RESERVED);
    return Collections.unmodifiableSet(codes);
  }
}
