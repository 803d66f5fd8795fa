package io.openges.ports.memory;

import io.openges.domain.push.PushAccount;
import io.openges.ports.driven.push.PushNotifications;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what was sent. Safe for use by many threads at once. */
public final class InMemoryPushNotifications implements PushNotifications {

  private final List<Message> sent = new CopyOnWriteArrayList<>();
  private final Map<String, Result> results = new ConcurrentHashMap<>();

  /** Lets what is sent to a device end so from now on. */
  public void answer(String token, Result result) {
    results.put(token, result);
  }

  /** Returns what was delivered, in order. */
  public List<Message> sent() {
    return List.copyOf(sent);
  }

  @Override
  public Result send(@Nullable PushAccount account, Message message) {
    if (account == null) {
      return Result.REFUSED;
    }
    var result = results.getOrDefault(message.token(), Result.SENT);
    if (result == Result.SENT && !message.dryRun()) {
      sent.add(message);
    }
    return result;
  }
}
