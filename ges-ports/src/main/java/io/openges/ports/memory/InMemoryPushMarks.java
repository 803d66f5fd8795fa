package io.openges.ports.memory;

import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.push.PushMarks;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps marks. Safe for use by many threads at once. */
public final class InMemoryPushMarks implements PushMarks {

  private final Map<CallbackKey, Set<String>> marks = new ConcurrentHashMap<>();

  @Override
  public boolean set(CallbackKey callback, String mark, Instant at) {
    return marks.computeIfAbsent(callback, key -> ConcurrentHashMap.newKeySet()).add(mark);
  }

  @Override
  public Set<String> of(CallbackKey callback) {
    return Set.copyOf(marks.getOrDefault(callback, Set.of()));
  }
}
