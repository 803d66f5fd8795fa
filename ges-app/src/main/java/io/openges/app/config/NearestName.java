package io.openges.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody may have meant. Thread-safe. */
final class NearestName {

  private static final int MOST_EDITS = 3;

  /** A short name is near to any other short one. */
  private static final int LETTERS_OF_AN_EDIT = 4;

  private static final int PREFIX = "GES_".length();

  private NearestName() {}

  /** Returns the known name with the fewest edits: three at most, and one for four letters. */
  static Optional<String> find(String name, Collection<String> known) {
    int most = Math.min(MOST_EDITS, Math.max(0, name.length() - PREFIX) / LETTERS_OF_AN_EDIT);
    return known.stream()
        .min(Comparator.comparingInt((String one) -> edits(name, one))
            .thenComparing(Comparator.naturalOrder()))
        .filter(one -> edits(name, one) <= most);
  }

  private static int edits(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
