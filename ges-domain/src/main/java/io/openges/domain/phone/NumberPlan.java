package io.openges.domain.phone;

/**
 * Knows the world's numbering plans, which the domain has no copy of (specification 11). Pure
 * computation: it waits for nobody, so it never fails and has no time-out. Safe for use by many
 * threads at once.
 */
@FunctionalInterface
public interface NumberPlan {

  /**
   * Reads a number. An international one is read with its country code. Any other is read as one of
   * its country if it is valid there, else as international with {@code +} put in front.
   *
   * <p>All ways of writing one number have one {@link NumberReading#e164 e164}.
   *
   * @return never null, whatever the text is
   */
  NumberReading read(DialledNumber number);
}
