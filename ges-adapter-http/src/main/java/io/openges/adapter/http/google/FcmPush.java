package io.openges.adapter.http.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.domain.push.PushAccount;
import io.openges.ports.driven.push.PushNotifications;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Firebase Cloud Messaging, HTTP v1 (specification 17.6). Safe for use by many threads at once. */
public final class FcmPush implements PushNotifications {

  /** Where Google takes pushes. */
  public static final URI GOOGLE = URI.create("https://fcm.googleapis.com/");

  /** Where Google gives tokens. */
  public static final URI GOOGLE_TOKENS = URI.create("https://oauth2.googleapis.com/token");

  private static final Logger LOG = LoggerFactory.getLogger(FcmPush.class);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** For a token and the push: who tries an account waits for both, and for 8 seconds at most. */
  private static final Duration BOTH = Duration.ofSeconds(7);

  private static final MediaType JSON = MediaType.get("application/json");
  private static final int UNAUTHORIZED = 401;

  private final InternetService service;
  private final GoogleTokens tokens;
  private final LongSupplier nanoTime;

  /**
   * Makes it without asking anything.
   *
   * @param address the base address of Firebase Cloud Messaging
   * @param tokens the whole address where tokens are given
   * @param egress the way to both
   * @param time the clock of assertions
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public FcmPush(
      URI address, URI tokens, Egress egress, InstantSource time, LongSupplier nanoTime) {
    this.service = new InternetService(address, LIMIT, egress);
    this.tokens = new GoogleTokens(tokens, egress, time);
    this.nanoTime = nanoTime;
  }

  @Override
  public Result send(@Nullable PushAccount account, Message message) {
    if (account == null) {
      LOG.warn("Tenant {} has no service account for pushes", message.tenant());
      return Result.REFUSED;
    }
    long since = nanoTime.getAsLong();
    try {
      var request = request(account, message);
      return send(account, request, BOTH.minusNanos(nanoTime.getAsLong() - since));
    } catch (GoogleTokens.RefusedException e) {
      LOG.warn("Push of tenant {}: {}", message.tenant(), e.getMessage());
      return Result.REFUSED;
    } catch (IOException e) {
      LOG.warn("No token for pushes: {}: {}", e.getClass().getSimpleName(), e.getMessage());
      return Result.FAILED;
    }
  }

  private Result send(PushAccount account, Request request, Duration left) {
    if (left.isNegative() || left.isZero()) {
      LOG.warn("No time left for a push: its token took it");
      return Result.FAILED;
    }
    try {
      var answer = service.ask(request, left);
      if (answer.status() == UNAUTHORIZED) {
        tokens.forget(account);
        return Result.FAILED;
      }
      return answer.isTransient() ? Result.FAILED : result(answer);
    } catch (InternetService.UnansweredException e) {
      LOG.warn("Push may be lost: {}", e.getMessage());
      return Result.UNKNOWN;
    } catch (IOException e) {
      LOG.warn("Push failed: {}: {}", e.getClass().getSimpleName(), e.getMessage());
      return Result.FAILED;
    }
  }

  private Request request(PushAccount account, Message message)
      throws IOException, GoogleTokens.RefusedException {
    var url = service
        .address()
        .newBuilder()
        .addEncodedPathSegments("v1/projects")
        .addPathSegment(account.projectId())
        .addPathSegment("messages:send")
        .build();
    var body = JsonNodeFactory.instance.objectNode().put("validate_only", message.dryRun());
    body.set("message", message(message));
    return new Request.Builder()
        .url(url)
        .header("Authorization", "Bearer " + tokens.token(account))
        .post(RequestBody.create(body.toString(), JSON))
        .build();
  }

  /** Returns the message as Firebase reads it. */
  static ObjectNode message(Message message) {
    var node = JsonNodeFactory.instance.objectNode().put("token", message.token());
    var data = node.putObject("data");
    new TreeMap<>(message.data()).forEach(data::put);
    return node;
  }

  private static Result result(InternetService.Answer answer) {
    if (answer.isSuccess()) {
      return Result.SENT;
    }
    if (isUnregistered(answer.body())) {
      return Result.UNREGISTERED;
    }
    LOG.warn("Push refused: answered {}", answer.status());
    return Result.REFUSED;
  }

  /** A 404 that does not say so is about the project or the address, not about the device. */
  private static boolean isUnregistered(JsonNode body) {
    for (var detail : body.path("error").path("details")) {
      if (detail.path("errorCode").asText("").equals("UNREGISTERED")) {
        return true;
      }
    }
    return false;
  }
}
