package io.openges.adapter.postgres;

/** What PostgreSQL cannot store in a text. Pure functions; thread-safe. */
final class Texts {

  private Texts() {}

  /** Returns the text with each NUL, which PostgreSQL refuses, as the replacement character. */
  static String storable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
