package io.openges.app.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Shows bytes to people. Stateless. */
final class Text {

  private static final int MOST = 700;

  private Text() {}

  static String printable(byte[] bytes) {
    return printable(new String(bytes, ISO_8859_1));
  }

  /** Returns one line of visible ASCII, cut if it is long. */
  static String printable(String text) {
    var shown = new StringBuilder();
    for (int i = 0; i < Math.min(MOST, text.length()); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> shown.append("\\r");
        case '\n' -> shown.append("\\n");
        default -> shown.append(c >= ' ' && c < 0x7f ? c : '.');
      }
    }
    return text.length() > MOST
        ? shown.append(" ... ").append(text.length()).append(" bytes").toString()
        : shown.toString();
  }
}
