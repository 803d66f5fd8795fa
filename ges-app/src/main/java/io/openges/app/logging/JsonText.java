package io.openges.app.logging;

/** Builds one flat JSON object of texts. Not thread-safe; one thread at a time. */
final class JsonText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final String CUT = "…";
  private static final int CUT_BYTES = 3;

  private final StringBuilder text = new StringBuilder(256).append('{');

  /** Adds a member; the name must need no escaping. */
  JsonText add(String name, String value) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append('"').append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      append(value, i);
    }
    text.append('"');
    return this;
  }

  /** Returns the object. */
  String end() {
    return text.append('}').toString();
  }

  /**
   * Returns the text, or as much of its beginning as fits with an ellipsis into {@code max} bytes
   * of UTF-8, cut between characters.
   */
  static String cut(String value, int max) {
    int bytes = 0;
    int fits = 0;
    for (int i = 0; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      bytes += width(codePoint);
      if (bytes > max) {
        return max < CUT_BYTES ? "" : value.substring(0, fits) + CUT;
      }
      i += Character.charCount(codePoint);
      fits = bytes <= max - CUT_BYTES ? i : fits;
    }
    return value;
  }

  /** Returns how many bytes of UTF-8 a text takes. */
  static int bytes(String value) {
    return value.codePoints().map(JsonText::width).sum();
  }

  private static int width(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private void append(String value, int index) {
    char c = value.charAt(index);
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c == '\n') {
      text.append("\\n");
    } else if (c < ' ' || c == 0x7f || isLone(value, index)) {
      escape(c);
    } else {
      text.append(c);
    }
  }

  private void escape(char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX[(c >> shift) & 0xf]);
    }
  }

  // Half of a pair would become a question mark in UTF-8.
  private static boolean isLone(String value, int index) {
    char c = value.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }
}
