package io.openges.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a running server is found: what it prints, and writes for scripts to read. Immutable and
 * thread-safe.
 *
 * @param external base of the external API, with a slash at its end
 * @param internal base of the internal API, with a slash at its end
 * @param apiKey a key for the external API; a secret, though of a demonstration
 */
record Endpoints(URI external, URI internal, String apiKey) {

  /** Name of the file. */
  static final String FILE = "endpoints.properties";

  /** Returns where the user interface is. */
  URI ui() {
    return external.resolve("ges/ui/");
  }

  /** Writes the file; whoever sees it sees all of it, and the server is ready. */
  void write(Path directory) {
    var lines = "external=" + base(external) + "\ninternal=" + base(internal) + "\nui=" + ui()
        + "\napi-key=" + apiKey + "\n";
    try {
      var draft = Files.createTempFile(
          directory,
          FILE,
          ".new",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, lines, UTF_8);
      Files.move(draft, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + directory.resolve(FILE), e);
    }
  }

  /** Returns {@code uri} without the slash at its end, so that a path can be put behind it. */
  static String base(URI uri) {
    var text = uri.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** Removes the file: nobody is found there any more. */
  static void remove(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory.resolve(FILE), e);
    }
  }

  /** Returns all without the key. */
  @Override
  public String toString() {
    return "Endpoints[" + external + ", " + internal + "]";
  }
}
