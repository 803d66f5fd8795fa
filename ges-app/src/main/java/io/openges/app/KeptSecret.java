package io.openges.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.app.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.function.Function;

/** Secrets that the embedded default makes once and keeps in its data directory. Stateless. */
final class KeptSecret {

  private KeptSecret() {}

  /**
   * Returns what the file holds, made up first if there is no such file. Only its owner may read
   * it.
   *
   * @param bytes how many random bytes it is made of
   * @param form writes them
   * @throws UncheckedIOException if the file can neither be read nor written
   */
  static Secret in(Path file, int bytes, Function<byte[], String> form) {
    try {
      if (!Files.exists(file)) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        // Half a secret must never be taken for a whole one, whenever the process ends.
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(
            draft,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, form.apply(random), UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Secret(Files.readString(file, UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a secret in " + file, e);
    }
  }
}
