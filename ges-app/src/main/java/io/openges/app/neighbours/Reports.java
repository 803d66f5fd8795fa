package io.openges.app.neighbours;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports sessions to GES by the facade (specification 17.2). Safe for use by many threads at once.
 */
final class Reports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String FACADE = "genesys/1/";
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final @Nullable String token;
  private final @Nullable URI ges;
  private final OkHttpClient client = new OkHttpClient.Builder()
      .connectTimeout(Duration.ofSeconds(2))
      .callTimeout(Duration.ofSeconds(10))
      .build();

  /**
   * Makes the reporter.
   *
   * @param token what it presents, null for nothing
   * @param ges base of all addresses, null for what each call names
   */
  Reports(@Nullable String token, @Nullable URI ges) {
    this.token = token;
    this.ges = ges;
  }

  /** Reports where a session is, and says what came of it. */
  Answer report(StreamedCall call, String sessionId, Progress progress, Standing standing) {
    var request = new Request.Builder()
        .url(url(call))
        .header("ccid", call.ccid())
        .put(RequestBody.create(body(call, sessionId, progress, standing), JSON));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (var response = client.newCall(request.build()).execute()) {
      return answer(response.code(), sessionId);
    } catch (IOException silent) {
      LOG.debug("no answer to the report of {}: {}", sessionId, silent.getMessage());
      return Answer.NONE;
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  // Entries may be older than this run of GES, and name a port where nobody listens any more.
  private String url(StreamedCall call) {
    var named = call.updateUrl();
    int path = named.lastIndexOf(FACADE);
    return ges == null || path < 0 ? named : ges + named.substring(path);
  }

  private static Answer answer(int code, String sessionId) {
    if (code < 300) {
      return Answer.TAKEN;
    }
    if (code >= SERVER_FAULT || code == TOO_MANY) {
      return Answer.NONE;
    }
    if (code != CONFLICT) {
      LOG.warn("the report of {} was answered with {}", sessionId, code);
    }
    return Answer.REFUSED;
  }

  private static String body(
      StreamedCall call, String sessionId, Progress progress, Standing standing) {
    var state = progress.state();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("_callback_state", state.name());
    body.put("_attempt", call.key().attempt());
    body.put("_seq", progress.sequence());
    body.put("_ors_session_id", sessionId);
    if (state == Session.State.QUEUED) {
      body.put("_position", standing.position());
      body.put("_ewt", standing.waitSeconds());
    }
    if (state == Session.State.COMPLETED) {
      body.put("_callback_reason", "AGENT_CONNECTED");
    }
    if (progress.dialResult() != null) {
      body.put("_dial_result", progress.dialResult());
    }
    return Json.write(body);
  }

  /** What came of a report. */
  enum Answer {
    /** The session may go on. */
    TAKEN,
    /** The session is to end without dialling. */
    REFUSED,
    /** Nobody answered, or could; the report is to be repeated. */
    NONE
  }

  /**
   * How far a session has come.
   *
   * @param state its state
   * @param sequence number of the report, rising
   * @param dialResult what came of the last dial, null for nothing
   */
  record Progress(
      Session.State state, int sequence, @Nullable String dialResult) {}

  /**
   * Where a call stands in its queue.
   *
   * @param position 1 or more
   * @param waitSeconds estimated, 0 or more
   */
  record Standing(int position, int waitSeconds) {}
}
