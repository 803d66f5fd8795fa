package io.openges.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.SessionStorage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the data of sessions, one object of texts for a callback, in a table of its own so that a
 * change of the callback's state does not write it anew. Safe for use by many threads at once.
 */
final class PostgresSessionStorage implements SessionStorage {

  private static final String READ = """
      SELECT s.content FROM callback_progress p
      LEFT JOIN session_storage s ON s.tenant = p.tenant AND s.id = p.id
      WHERE p.tenant = ? AND p.id = ?
      """;

  private static final Rows<CallbackKey> KEYS = new Rows<>(List.of(
      new Rows.Column<>("tenant", "uuid", key -> key.tenant().value()),
      new Rows.Column<>("id", "uuid", key -> key.id().value())));

  private static final String READ_ALL = """
      SELECT s.tenant, s.id, s.content FROM session_storage s JOIN %s
      ON s.tenant = v.tenant AND s.id = v.id
      """.formatted(KEYS.table());

  /**
   * The callback's row is the lock, also against its deletion. What it guards is read by another
   * statement: one that had to wait would see what was there before it waited.
   */
  private static final String LOCK =
      "SELECT 1 FROM callback_progress WHERE tenant = ? AND id = ? FOR UPDATE";

  private static final String WRITE = """
      INSERT INTO session_storage (tenant, id, content) VALUES (?, ?, ?)
      ON CONFLICT (tenant, id) DO UPDATE SET content = excluded.content
      """;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Database database;

  PostgresSessionStorage(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Map<String, String>> read(CallbackKey key) {
    return database
        .statement("read session storage", connection -> read(connection, key))
        .map(Map::copyOf);
  }

  @Override
  public Map<CallbackKey, Map<String, String>> readAll(Collection<CallbackKey> keys) {
    return keys.isEmpty()
        ? Map.of()
        : database.statement("read session storages", connection -> readAll(connection, keys));
  }

  private static Map<CallbackKey, Map<String, String>> readAll(
      Connection connection, Collection<CallbackKey> keys) throws SQLException {
    var found = new HashMap<CallbackKey, Map<String, String>>();
    try (var statement = connection.prepareStatement(READ_ALL)) {
      KEYS.bind(connection, statement, keys.stream().distinct().toList());
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          var row = new Row(results);
          var key = Keys.read(row);
          var values = parse(row.text());
          if (!values.isEmpty()) {
            found.put(key, values);
          }
        }
      }
    }
    return found;
  }

  @Override
  public Outcome merge(CallbackKey key, Map<String, String> values) {
    return change(key, values, true);
  }

  @Override
  public Outcome replace(CallbackKey key, Map<String, String> values) {
    return change(key, values, false);
  }

  private Outcome change(CallbackKey key, Map<String, String> values, boolean keepOthers) {
    return database.transaction("write session storage", connection -> {
      lock(connection, key);
      var stored = read(connection, key);
      if (stored.isEmpty()) {
        return Outcome.UNKNOWN;
      }
      var all = new HashMap<String, String>(keepOthers ? stored.get() : Map.of());
      all.putAll(values);
      if (bytes(all) > MAX_BYTES) {
        return Outcome.TOO_LARGE;
      }
      write(connection, key, all);
      return Outcome.STORED;
    });
  }

  private static void lock(Connection connection, CallbackKey key) throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      Keys.bind(statement, 1, key);
      statement.execute();
    }
  }

  private static Optional<Map<String, String>> read(Connection connection, CallbackKey key)
      throws SQLException {
    try (var statement = connection.prepareStatement(READ)) {
      Keys.bind(statement, 1, key);
      try (var results = statement.executeQuery()) {
        return results.next() ? Optional.of(parse(results.getString(1))) : Optional.empty();
      }
    }
  }

  private static void write(Connection connection, CallbackKey key, Map<String, String> all)
      throws SQLException {
    try (var statement = connection.prepareStatement(WRITE)) {
      Keys.bind(statement, 1, key);
      statement.setString(3, MAPPER.valueToTree(all).toString());
      statement.executeUpdate();
    }
  }

  private static Map<String, String> parse(@Nullable String content) {
    try {
      return content == null ? Map.of() : MAPPER.readValue(content, TEXTS);
    } catch (JsonProcessingException damaged) {
      // Without the cause: its message would show what the session kept.
      throw new IllegalStateException("stored JSON is damaged");
    }
  }

  private static long bytes(Map<String, String> values) {
    long bytes = 0;
    for (var entry : values.entrySet()) {
      bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }
}
