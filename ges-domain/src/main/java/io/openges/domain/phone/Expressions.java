package io.openges.domain.phone;

import java.util.Optional;

/**
 * Makes matchers of regular expressions, which the domain has no engine of its own for: it must not
 * run away on any expression (specification 11). Safe for use by many threads at once.
 */
@FunctionalInterface
public interface Expressions {

  /**
   * Returns the matcher, empty if the text is no expression that can be matched in bounded time.
   */
  Optional<NumberMatcher> compile(String expression);
}
