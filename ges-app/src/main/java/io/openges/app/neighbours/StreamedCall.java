package io.openges.app.neighbours;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;

/**
 * What the platform takes from a stream entry (specification 17.1). Immutable and thread-safe.
 *
 * @param entryId id of the entry
 * @param key which attempt at which callback it asks for
 * @param ccid the tenant
 * @param service the virtual queue
 * @param updateUrl where to report
 */
record StreamedCall(
    StreamEntryID entryId,
    SimulatedPlatform.AttemptKey key,
    String ccid,
    String service,
    String updateUrl) {

  /** Reads an entry; empty if a field that is needed is missing. */
  static Optional<StreamedCall> of(StreamEntryID entryId, Map<String, String> fields) {
    var id = fields.get("id");
    var ccid = fields.get("ccid");
    var service = fields.get("service");
    var updateUrl = updateUrl(fields.get("data"));
    int attempt = attempt(fields.get("attempt"));
    if (id == null || ccid == null || service == null || updateUrl == null || attempt < 1) {
      return Optional.empty();
    }
    var key = new SimulatedPlatform.AttemptKey(id, attempt);
    return Optional.of(new StreamedCall(entryId, key, ccid, service, updateUrl));
  }

  private static int attempt(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static @Nullable String updateUrl(@Nullable String data) {
    return data == null ? null : Json.text(data, "updateUrl");
  }
}
