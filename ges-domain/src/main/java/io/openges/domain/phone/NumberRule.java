package io.openges.domain.phone;

import io.openges.domain.rule.RuleName;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which numbers the queues it is assigned to may call (specification 11). Immutable and
 * thread-safe.
 *
 * @param name 1 to 64 characters
 * @param countries regions whose numbers may be called, ISO 3166 alpha-2, rising; at least one,
 *     except for {@link #unreadable}
 * @param patterns exceptions, at most 200
 */
public record NumberRule(String name, SortedSet<String> countries, List<NumberPattern> patterns) {

  /** Most patterns of a rule. */
  public static final int MAX_PATTERNS = 200;

  /** Most characters of a regular expression. */
  public static final int MAX_EXPRESSION_LENGTH = 256;

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if name or number of patterns are out of range
   */
  public NumberRule {
    RuleName.checked(name);
    if (patterns.size() > MAX_PATTERNS) {
      throw new IllegalArgumentException("too many patterns: " + patterns.size());
    }
    countries = Collections.unmodifiableSortedSet(new TreeSet<>(countries));
    patterns = List.copyOf(patterns);
  }

  /**
   * Returns what stands for a rule that cannot be read: as nobody knows what it permits, it permits
   * nothing.
   */
  public static NumberRule unreadable(String name) {
    return new NumberRule(name, new TreeSet<>(), List.of());
  }

  /** Says whether it is a rule at all, not what stands for one. */
  public boolean isReadable() {
    return !countries.isEmpty();
  }
}
