package io.openges.adapter.http.ui;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads what is packed with the classes. Stateless. Safe for use by many threads at once. */
final class Resources {

  private Resources() {}

  /**
   * Returns the bytes of a file.
   *
   * @param path below this module's own packages
   * @throws IllegalStateException if it was not packed
   */
  static byte[] read(String path) {
    try (var stream = Resources.class.getResourceAsStream("/io/openges/adapter/http/" + path)) {
      if (stream == null) {
        throw new IllegalStateException("missing resource " + path);
      }
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + path, broken);
    }
  }
}
