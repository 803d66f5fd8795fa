package io.openges.domain.capacity;

/** Shares callbacks out evenly, the remainder to the earliest (specification 8.2). */
final class Split {

  private Split() {}

  /**
   * Returns the share of one part.
   *
   * @param callbacks what is shared out, 0 or more
   * @param parts among how many, 1 or more
   * @param part which of them, from 0 on
   */
  static int part(int callbacks, int parts, int part) {
    return callbacks / parts + (part < callbacks % parts ? 1 : 0);
  }
}
