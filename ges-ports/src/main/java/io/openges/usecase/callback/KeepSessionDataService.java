package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driving.callback.KeepSessionData;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Passes on to the storage; removal reads and replaces, as one session is one writer. */
public final class KeepSessionDataService implements KeepSessionData {

  private final SessionStorage storage;

  /** Makes the service. */
  public KeepSessionDataService(SessionStorage storage) {
    this.storage = requireNonNull(storage, "storage");
  }

  @Override
  public Optional<Map<String, String>> read(CallbackKey key) {
    return storage.read(key);
  }

  @Override
  public SessionStorage.Outcome merge(CallbackKey key, Map<String, String> values) {
    return storage.merge(key, values);
  }

  @Override
  public SessionStorage.Outcome replace(CallbackKey key, Map<String, String> values) {
    return storage.replace(key, values);
  }

  @Override
  public SessionStorage.Outcome remove(CallbackKey key, Collection<String> names) {
    if (names.isEmpty()) {
      return storage.replace(key, Map.of());
    }
    return storage
        .read(key)
        .map(values -> {
          var rest = new TreeMap<>(values);
          rest.keySet().removeAll(names);
          return storage.replace(key, rest);
        })
        .orElse(SessionStorage.Outcome.UNKNOWN);
  }
}
