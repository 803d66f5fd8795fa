package io.openges.app.installation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.app.embedded.EmbeddedRedis;
import io.openges.app.embedded.RedisConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/**
 * Looks for a text in everything an installation keeps: every column of every row, every key and
 * value of both Redis servers, every log. Immutable and thread-safe.
 *
 * @param servers where it looks
 */
public record Traces(Servers servers) {

  private static final String TABLES =
      "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'";

  /** Returns SHA-256 of a text: who finds it can tell the text by trying all it may be. */
  public static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Returns where each of {@code texts} is found. */
  public List<String> of(String... texts) {
    List<String> found = new ArrayList<>();
    database((where, content) -> report(found, where, content, texts));
    redis("redis", servers.redis(), (where, content) -> report(found, where, content, texts));
    redis("voice", servers.voice(), (where, content) -> report(found, where, content, texts));
    logs((where, content) -> report(found, where, content, texts));
    return found;
  }

  private static void report(List<String> found, String where, String content, String... texts) {
    for (var text : texts) {
      if (content.contains(text)) {
        found.add(where + ": " + text);
      }
    }
  }

  private void database(Reader reader) {
    var postgres = servers.postgres();
    try (var connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
      List<String> tables = new ArrayList<>();
      texts(connection, TABLES, tables::add);
      for (var table : tables) {
        texts(connection, "SELECT t::text FROM " + table + " t", row -> reader.read(table, row));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void texts(Connection connection, String sql, Consumer<String> reader)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.accept(rows.getString(1));
      }
    }
  }

  private static void redis(String name, EmbeddedRedis server, Reader reader) {
    try (var jedis = RedisConnections.connect(server.port(), server.password())) {
      for (var key : jedis.keys("*")) {
        reader.read(name, key);
        reader.read(name + " " + key, content(jedis, key));
      }
    }
  }

  private static String content(Jedis jedis, String key) {
    return switch (jedis.type(key)) {
      case "string" -> text(jedis.get(key.getBytes(UTF_8)));
      case "hash" -> jedis.hgetAll(key).toString();
      case "list" -> jedis.lrange(key, 0, -1).toString();
      case "set" -> jedis.smembers(key).toString();
      case "zset" -> jedis.zrange(key, 0, -1).toString();
      case "stream" -> jedis.xrange(key, "-", "+").toString();
      case "none" -> "";
      default -> throw new IllegalStateException("what is in " + key + "?");
    };
  }

  /** A key may be gone since its name was read. */
  private static String text(byte @Nullable [] value) {
    return value == null ? "" : new String(value, ISO_8859_1);
  }

  private void logs(Reader reader) {
    try (var files = Files.list(servers.directory())) {
      for (var file :
          files.filter(one -> one.getFileName().toString().endsWith(".log")).toList()) {
        reader.read(file.getFileName().toString(), read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1);
  }

  private interface Reader {
    void read(String where, String content);
  }
}
