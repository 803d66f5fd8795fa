package io.openges.app.neighbours;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands for Designer: publishes a table over HTTP (specification 10.1) where a tenant has none,
 * and never in place of what somebody has published; and makes the call-in group that goes with it.
 * Safe for use by many threads at once.
 */
public final class SimulatedDesigner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatedDesigner.class);
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int CHANGED_MEANWHILE = 412;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final HttpUrl ges;
  private final @Nullable String token;
  private final OkHttpClient client = new OkHttpClient.Builder()
      .connectTimeout(Duration.ofSeconds(2))
      .readTimeout(ANSWER_LIMIT)
      .callTimeout(ANSWER_LIMIT)
      .build();

  /**
   * Makes a designer that asks nobody yet.
   *
   * @param ges base of GES's internal API
   * @param token what it presents to GES, null if GES asks for none
   */
  public SimulatedDesigner(URI ges, @Nullable String token) {
    this.ges = HttpUrl.get(requireNonNull(ges, "ges").toString());
    this.token = token;
  }

  /** What came of a publication. */
  public enum Outcome {
    /** The table is in force, the group is made. */
    PUBLISHED,
    /** The tenant has one of its own, which is left alone. */
    LEFT_ALONE,
    /** GES refuses it. */
    REFUSED,
    /** GES was not ready in time. */
    UNANSWERED
  }

  /**
   * Publishes a table for a tenant that has none, again and again until GES answers.
   *
   * @param table the publication as plain Java values of its JSON
   * @param patience until it gives up, more than 0
   */
  public Outcome publishFirst(String ccid, Map<String, Object> table, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    var outcome = attempt(ccid, table);
    while (outcome == Outcome.UNANSWERED
        && System.nanoTime() < end
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      outcome = attempt(ccid, table);
    }
    return outcome;
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /**
   * Makes a call-in group that a table names, as an operator would, for a tenant that never had
   * any; asks once.
   *
   * @param group the group as plain Java values of its JSON
   */
  public Outcome makeFirstGroup(String ccid, String name, Map<String, Object> group) {
    try {
      return putFirst(path(ccid, "call-in-groups", name), group);
    } catch (IOException silent) {
      LOG.debug("GES does not answer: {}", silent.getMessage());
      return Outcome.UNANSWERED;
    }
  }

  private HttpUrl path(String ccid, String... segments) {
    var url = ges.newBuilder().addPathSegments("ges/v1/tenants").addPathSegment(ccid);
    for (var segment : segments) {
      url.addPathSegment(segment);
    }
    return url.build();
  }

  private Outcome attempt(String ccid, Map<String, Object> table) {
    var url = path(ccid, "callback-settings");
    try {
      int found = status(new Request.Builder().url(url));
      if (found != NOT_FOUND) {
        return found == OK ? Outcome.LEFT_ALONE : failed(found);
      }
      return putFirst(url, table);
    } catch (IOException silent) {
      LOG.debug("GES does not answer: {}", silent.getMessage());
      return Outcome.UNANSWERED;
    }
  }

  /** Version 0 is none: whoever is the first, wins. */
  private Outcome putFirst(HttpUrl url, Map<String, Object> content) throws IOException {
    int status = status(new Request.Builder()
        .url(url)
        .header("If-Match", "\"0\"")
        .put(RequestBody.create(Json.write(content), JSON)));
    return switch (status) {
      case OK -> Outcome.PUBLISHED;
      case CHANGED_MEANWHILE -> Outcome.LEFT_ALONE;
      default -> failed(status);
    };
  }

  private int status(Request.Builder request) throws IOException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      return response.code();
    }
  }

  private static Outcome failed(int status) {
    LOG.debug("GES answers {}", status);
    return status >= SERVER_FAULT || status == TOO_MANY ? Outcome.UNANSWERED : Outcome.REFUSED;
  }
}
