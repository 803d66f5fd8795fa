package io.openges.adapter.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A Lua script that servers know by its digest once they have seen it. Thread-safe. */
final class Script {

  private final String text;
  private final String digest;

  private Script(String text) {
    this.text = text;
    try {
      var sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      this.digest = HexFormat.of().formatHex(sha1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }

  /** Returns the script in a file beside this class. */
  static Script named(String file) {
    try (var stream = Script.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("no " + file);
      }
      return new Script(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it; its text is sent only to servers that have not seen it. */
  Object run(UnifiedJedis redis, List<String> keys, List<String> arguments) {
    try {
      return redis.evalsha(digest, keys, arguments);
    } catch (JedisNoScriptException unseen) {
      return redis.eval(text, keys, arguments);
    }
  }
}
