package io.openges.adapter.ors.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.tenant.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON of settings rows. A row is written once for all callbacks that are dispatched under it,
 * since it is most of the work of writing an entry.
 *
 * <p>Safe for use by many threads at once.
 */
final class SettingsTexts {

  private static final int MOST_ROWS = 1_000;

  private static final ObjectMapper JSON = JsonMapper.builder()
      // Rows come in maps without an order: the same row shall give the same text everywhere.
      .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
      .build();

  private final Map<Row, Text> texts = new ConcurrentHashMap<>();

  /** Returns the row as a JSON object. */
  @SuppressWarnings("ReferenceEquality") // Comparing rows would cost as much as writing them.
  String json(TenantId tenant, QueueSettings settings) throws JsonProcessingException {
    var row = new Row(tenant, settings.name());
    var known = texts.get(row);
    if (known != null && known.columns() == settings.columns()) {
      return known.json();
    }
    var text = new Text(settings.columns(), JSON.writeValueAsString(settings.columns()));
    if (texts.size() >= MOST_ROWS) {
      texts.clear();
    }
    texts.put(row, text);
    return text.json();
  }

  private record Row(TenantId tenant, QueueName queue) {}

  private record Text(Map<String, Object> columns, String json) {}
}
