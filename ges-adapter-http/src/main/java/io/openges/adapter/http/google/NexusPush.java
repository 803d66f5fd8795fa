package io.openges.adapter.http.google;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openges.domain.push.PushAccount;
import io.openges.ports.driven.push.PushNotifications;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nexus, which sends pushes in place of Firebase where an operator has it (specification 17.6).
 * Nothing is ever sent to another host than its own. Safe for use by many threads at once.
 */
public final class NexusPush implements PushNotifications {

  private static final Logger LOG = LoggerFactory.getLogger(NexusPush.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final MediaType JSON = MediaType.get("application/json");

  private final InternetService service;
  private final Runnable failed;

  /**
   * Makes it without asking anything.
   *
   * @param address its base address
   * @param egress the way there
   * @param failed told of every push that Nexus did not take
   */
  public NexusPush(URI address, Egress egress, Runnable failed) {
    this.service = new InternetService(address, LIMIT, egress);
    this.failed = failed;
  }

  /** Sends it, unless it is only to be judged: Nexus has the accounts, but no way to try one. */
  @Override
  public Result send(@Nullable PushAccount account, Message message) {
    if (message.dryRun()) {
      return Result.NOT_TRIED;
    }
    var body = JsonNodeFactory.instance
        .objectNode()
        .put("ccid", message.tenant().toString())
        .put("channel", "FCM");
    body.set("message", FcmPush.message(message));
    var url = service.address().newBuilder().addPathSegment("push").build();
    var request = new Request.Builder()
        .url(url)
        .post(RequestBody.create(body.toString(), JSON))
        .build();
    var result = send(request);
    if (result != Result.SENT) {
      failed.run();
    }
    return result;
  }

  private Result send(Request request) {
    try {
      var answer = service.ask(request);
      if (answer.isSuccess()) {
        return Result.SENT;
      }
      LOG.warn("Nexus answered {}", answer.status());
      return answer.isTransient() ? Result.FAILED : Result.REFUSED;
    } catch (InternetService.UnansweredException e) {
      LOG.warn("Nexus: {}", e.getMessage());
      return Result.UNKNOWN;
    } catch (IOException e) {
      LOG.warn("Nexus: {}: {}", e.getClass().getSimpleName(), e.getMessage());
      return Result.FAILED;
    }
  }
}
