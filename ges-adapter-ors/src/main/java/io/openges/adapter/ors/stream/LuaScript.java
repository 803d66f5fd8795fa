package io.openges.adapter.ors.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A script that runs inside Redis, named by its SHA-1. Immutable and thread-safe.
 *
 * @param text the script
 * @param sha its SHA-1 in lower-case hexadecimal digits, as Redis names it
 */
record LuaScript(String text, String sha) {

  /** Reads the script from a file beside this class. */
  static LuaScript fromFile(String name) {
    try (var in = requireNonNull(LuaScript.class.getResourceAsStream(name), name)) {
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      return new LuaScript(new String(bytes, UTF_8), HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /**
   * One run of a script.
   *
   * @param keys the keys it touches, all of one hash slot
   * @param arguments its arguments
   */
  record Run(List<String> keys, List<String> arguments) {}
}
