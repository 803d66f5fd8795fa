package io.openges.adapter.ors.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.adapter.ors.http.PlatformClient.Answer;
import io.openges.adapter.ors.session.SessionConfig.Node;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.ports.driven.dispatch.CallSessions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with the sessions of the orchestration servers over HTTP (specification 17.3). A session's
 * own URL is used only if its host is one of the configured servers (17.2 rule 7); without one all
 * servers are asked, those of this node's region first.
 *
 * <p>Safe for use by many threads at once.
 */
public final class HttpCallSessions implements CallSessions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final SessionConfig config;
  private final PlatformClient client;

  /** Makes the adapter. */
  public HttpCallSessions(SessionConfig config, PlatformClient client) {
    this.config = config;
    this.client = client;
  }

  @Override
  public Proof find(CallbackKey key, int attempt) {
    var answers = askAll(
        config.nodes(),
        node -> new Request.Builder()
            .url(address(node)
                .addPathSegments("scxml/session/query")
                .addQueryParameter("callbackId", key.id().toString())
                .addQueryParameter("attempt", Integer.toString(attempt))
                .build())
            .build());
    var proofs = answers.stream().flatMap(Optional::stream).map(this::proof).toList();
    if (proofs.contains(Proof.SESSION_EXISTS)) {
      return Proof.SESSION_EXISTS;
    }
    return proofs.isEmpty() || proofs.contains(Proof.NONE_ANSWERS)
        ? Proof.NONE_ANSWERS
        : Proof.NO_SESSION;
  }

  @Override
  public Delivery tell(CallbackKey key, Revocation revocation) {
    var session = revocation.session();
    if (session == null || session.id().isEmpty()) {
      return Delivery.GONE;
    }
    var body = RequestBody.create(body(key, revocation), JSON_TYPE);
    var answers = askAll(
        nodesOf(session),
        node -> new Request.Builder()
            .url(session(node, session)
                .addPathSegment("event")
                .addPathSegment(revocation.event())
                .build())
            .post(body)
            .build());
    if (answers.stream().anyMatch(answer -> answer.filter(Answer::isSuccess).isPresent())) {
      return Delivery.DELIVERED;
    }
    return allGone(answers) ? Delivery.GONE : Delivery.NO_ANSWER;
  }

  /** Asks for a running session's diagnostics. Never throws. */
  public Diagnosis diagnose(Attempt.Session session) {
    var answers = askAll(
        nodesOf(session),
        node -> new Request.Builder()
            .url(session(node, session).addPathSegment("query").build())
            .build());
    return answers.stream()
        .flatMap(Optional::stream)
        .filter(answer -> answer.status() == OK)
        .map(answer -> new Diagnosis(true, answer.body()))
        .findFirst()
        .orElse(new Diagnosis(!allGone(answers), null));
  }

  /** Says whether any server is configured. */
  public boolean isConfigured() {
    return !config.nodes().isEmpty();
  }

  /** Asks the servers for a sign of life; says whether any gave one. */
  public boolean ping() {
    var answers = askAll(
        config.nodes(),
        node -> new Request.Builder()
            .url(address(node).addPathSegments("scxml/session/query").build())
            .build());
    return answers.stream().anyMatch(Optional::isPresent);
  }

  /**
   * What is known of a session. Immutable and thread-safe.
   *
   * @param mayRun whether it runs, or nobody who should know denies it
   * @param json what it tells of itself, null if nothing
   */
  public record Diagnosis(boolean mayRun, @Nullable String json) {}

  /** Returns the node the session named if it is one of ours, else all of them. */
  private List<Node> nodesOf(Attempt.Session session) {
    var url = session.url() == null ? null : HttpUrl.parse(session.url());
    if (url == null) {
      return config.nodes();
    }
    var named = config.nodes().stream()
        .filter(node -> url.host().equals(address(node).build().host()))
        .toList();
    if (named.isEmpty()) {
      return config.nodes();
    }
    return named.stream()
        .filter(node -> node.port() == url.port())
        .findFirst()
        .map(List::of)
        .orElse(named);
  }

  /** Asks all nodes at once: waiting for one after the other could take longer than a lease. */
  private List<Optional<Answer>> askAll(List<Node> nodes, Function<Node, Request> request) {
    var calls = nodes.stream()
        .map(node -> client.send(request.apply(node), PlatformClient.LONGEST_CALL))
        .toList();
    return calls.stream().map(call -> call.join()).toList();
  }

  private Proof proof(Answer answer) {
    if (answer.status() != OK) {
      return Proof.NONE_ANSWERS;
    }
    try {
      var sessions = JSON.readTree(answer.body()).path("sessions");
      if (!sessions.isArray()) {
        return Proof.NONE_ANSWERS;
      }
      return sessions.isEmpty() ? Proof.NO_SESSION : Proof.SESSION_EXISTS;
    } catch (JsonProcessingException e) {
      return Proof.NONE_ANSWERS;
    }
  }

  private static boolean allGone(List<Optional<Answer>> answers) {
    return !answers.isEmpty()
        && answers.stream()
            .allMatch(answer -> answer.filter(it -> it.status() == NOT_FOUND).isPresent());
  }

  private static String body(CallbackKey key, Revocation revocation) {
    var event = revocation.event();
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", key.id().toString())
        .put("attempt", revocation.attempt())
        .put("reason", event.substring(event.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT))
        .toString();
  }

  private static HttpUrl.Builder session(Node node, Attempt.Session session) {
    return address(node).addPathSegments("scxml/session").addPathSegment(session.id());
  }

  private static HttpUrl.Builder address(Node node) {
    return new HttpUrl.Builder().scheme("http").host(node.host()).port(node.port());
  }
}
