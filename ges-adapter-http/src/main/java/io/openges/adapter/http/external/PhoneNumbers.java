package io.openges.adapter.http.external;

import java.util.regex.Pattern;

/**
 * The one place that says which numbers are taken at the door: those with a digit, and with nothing
 * but what people write numbers with. Stateless. Safe for use by many threads at once.
 */
public final class PhoneNumbers {

  private static final Pattern FORM =
      Pattern.compile("[0-9+*#()./\\- \\u00a0,;=a-zA-Z]*[0-9][0-9+*#()./\\- \\u00a0,;=a-zA-Z]*");

  private PhoneNumbers() {}

  /** Says whether {@code number} looks like one. */
  public static boolean accepts(String number) {
    return FORM.matcher(number).matches();
  }
}
