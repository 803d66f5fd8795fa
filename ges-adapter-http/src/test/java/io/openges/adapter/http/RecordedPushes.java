package io.openges.adapter.http;

import io.openges.domain.callback.CallbackKey;
import io.openges.domain.push.PushAccount;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driving.push.SendPush;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Knows every callback and tells what is to be sent. */
final class RecordedPushes implements SendPush {

  volatile Result withoutAccount = Result.REFUSED;
  final List<String> asked = new CopyOnWriteArrayList<>();

  @Override
  public Optional<Outcome> send(CallbackKey key, Request request) {
    var attempt = request.attempt() == null ? "" : " " + request.attempt();
    asked.add(key.id() + " " + request.event() + " " + request.data() + attempt);
    return request.data().containsKey("unknown")
        ? Optional.empty()
        : Optional.of(Outcome.PUSH_SENT);
  }

  @Override
  public Result tryOut(TenantId tenant, @Nullable PushAccount account, String token) {
    asked.add((account == null ? "nobody" : account.projectId()) + " " + token);
    return account == null ? withoutAccount : Result.UNREGISTERED;
  }
}
