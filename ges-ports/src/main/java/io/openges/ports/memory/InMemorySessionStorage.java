package io.openges.ports.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.SessionStorage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps what sessions keep. Safe for use by many threads at once. */
final class InMemorySessionStorage implements SessionStorage {

  private final CallbackTable table;

  InMemorySessionStorage(CallbackTable table) {
    this.table = table;
  }

  @Override
  public Optional<Map<String, String>> read(CallbackKey key) {
    synchronized (table) {
      return Optional.ofNullable(table.find(key)).map(Row::storage);
    }
  }

  @Override
  public Map<CallbackKey, Map<String, String>> readAll(Collection<CallbackKey> keys) {
    var found = new HashMap<CallbackKey, Map<String, String>>();
    synchronized (table) {
      for (var key : keys) {
        read(key).filter(values -> !values.isEmpty()).ifPresent(values -> found.put(key, values));
      }
    }
    return found;
  }

  @Override
  public Outcome merge(CallbackKey key, Map<String, String> values) {
    synchronized (table) {
      var all = new HashMap<>(read(key).orElse(Map.of()));
      all.putAll(values);
      return replace(key, all);
    }
  }

  @Override
  public Outcome replace(CallbackKey key, Map<String, String> values) {
    synchronized (table) {
      var row = table.find(key);
      if (row == null) {
        return Outcome.UNKNOWN;
      }
      if (bytesOf(values) > MAX_BYTES) {
        return Outcome.TOO_LARGE;
      }
      table.put(row.with(values));
      return Outcome.STORED;
    }
  }

  private static long bytesOf(Map<String, String> values) {
    return values.entrySet().stream()
        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
        .mapToLong(text -> text.getBytes(UTF_8).length)
        .sum();
  }
}
