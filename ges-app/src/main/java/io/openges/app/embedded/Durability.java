package io.openges.app.embedded;

/** What an embedded Redis keeps when it ends. Immutable and thread-safe. */
public enum Durability {
  /** Nothing: a cache that may vanish at any moment, as GES's own Redis. */
  CACHE("no"),

  /**
   * Everything acknowledged, also over a SIGKILL of the server; a power failure may take the last
   * second. For data that matter, as the voice platform's.
   */
  KEPT("yes");

  private final String appendOnly;

  Durability(String appendOnly) {
    this.appendOnly = appendOnly;
  }

  /** Returns the value of the setting {@code appendonly}. */
  String appendOnly() {
    return appendOnly;
  }
}
