package io.openges.app.config;

import java.util.regex.Pattern;

/** Hides credentials within addresses before anybody may read them. */
final class Credentials {

  /** Of one or more addresses that could be read: what stands before each {@code @}. */
  private static final Pattern IN_ADDRESSES =
      Pattern.compile("(//|(?<=^|,)(?=[^/@\\s]*:))[^/@\\s]*@");

  /** A value with an {@code @}: perhaps a region, perhaps a scheme, and all up to the last one. */
  private static final Pattern IN_ANYTHING =
      Pattern.compile("^((?:[\\w.-]+=)?[A-Za-z][A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);

  private Credentials() {}

  /** Returns a value that GES could read, with stars for the credentials of each address. */
  static String hidden(String value) {
    return IN_ADDRESSES.matcher(value).replaceAll("$1***@");
  }

  /**
   * Returns a value that GES could not read, with stars for all that may be credentials: where they
   * end cannot be told, so the last {@code @} counts.
   */
  static String hiddenInMalformed(String value) {
    return IN_ANYTHING.matcher(value).replaceFirst("$1***@");
  }
}
