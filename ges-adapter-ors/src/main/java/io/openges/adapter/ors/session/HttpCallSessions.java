package io.openges.adapter.ors.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.adapter.ors.http.PlatformClient.Answer;
import io.openges.adapter.ors.session.SessionConfig.Node;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.domain.push.PushOffer;
import io.openges.ports.driven.dispatch.CallSessions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with the sessions of the orchestration servers over HTTP (specification 17.3). A session's
 * own URL is used only if its host is one of the configured servers (specification 17.2 rule 7);
 * without one all servers are asked at once, so that no order of regions (specification 12)
 * matters, but for which answer is taken of several.
 *
 * <p>Safe for use by many threads at once.
 */
public final class HttpCallSessions implements CallSessions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final String CONFIRMED = "callback.confirmed";
  private static final String UNCONFIRMED = "callback.unconfirmed";
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
    var proofs = proofs(search(key, attempt).join());
    if (proofs.contains(Proof.SESSION_EXISTS)) {
      return Proof.SESSION_EXISTS;
    }
    return proofs.isEmpty() || proofs.contains(Proof.NONE_ANSWERS)
        ? Proof.NONE_ANSWERS
        : Proof.NO_SESSION;
  }

  private CompletableFuture<List<Optional<Answer>>> search(CallbackKey key, int attempt) {
    return send(
        config.nodes(),
        node -> new Request.Builder()
            .url(address(node)
                .addPathSegments("scxml/session/query")
                .addQueryParameter("callbackId", key.id().toString())
                .addQueryParameter("attempt", Integer.toString(attempt))
                .build())
            .build());
  }

  /** Returns what each server says that says anything. */
  private List<Proof> proofs(List<Optional<Answer>> answers) {
    return answers.stream().flatMap(Optional::stream).map(this::proof).toList();
  }

  @Override
  public Delivery tell(CallbackKey key, Revocation revocation) {
    var session = revocation.session();
    return session == null
        ? Delivery.GONE
        : tell(session, revocation.event(), body(key, revocation.attempt(), revocation.event()));
  }

  @Override
  public Delivery tell(Running running, PushOffer.@Nullable Answer answer) {
    var event = answer == null ? UNCONFIRMED : CONFIRMED;
    var body = body(running.key(), running.attempt(), event);
    if (answer != null) {
      body.put("toPhoneNumber", answer.number());
    }
    if (answer != null && answer.accessCode() != null) {
      body.put("accessCode", answer.accessCode());
    }
    return tell(running.session(), event, body);
  }

  private Delivery tell(Attempt.Session session, String event, ObjectNode json) {
    if (!isAddressable(session)) {
      return Delivery.GONE;
    }
    var body = RequestBody.create(json.toString(), JSON_TYPE);
    var answers = askAll(
        nodesOf(session),
        node -> new Request.Builder()
            .url(session(node, session)
                .addPathSegment("event")
                .addPathSegment(event)
                .build())
            .post(body)
            .build());
    if (answers.stream().anyMatch(answer -> answer.filter(Answer::isSuccess).isPresent())) {
      return Delivery.DELIVERED;
    }
    return allGone(answers) ? Delivery.GONE : Delivery.NO_ANSWER;
  }

  @Override
  public List<Presence> ask(List<Running> sessions) {
    var answers = sessions.stream().map(this::presence).toList();
    return answers.stream().map(answer -> answer.join()).toList();
  }

  /** A session without a name of use is looked for by what it serves. */
  private CompletableFuture<Presence> presence(Running running) {
    if (isAddressable(running.session())) {
      return query(running.session()).thenApply(HttpCallSessions::presence);
    }
    return search(running.key(), running.attempt()).thenApply(answers -> {
      var proofs = proofs(answers);
      if (proofs.contains(Proof.SESSION_EXISTS)) {
        return Presence.RUNS;
      }
      // a server that is silent might have it
      boolean allDeny = !answers.isEmpty()
          && proofs.size() == answers.size()
          && proofs.stream().allMatch(Proof.NO_SESSION::equals);
      return allDeny ? Presence.GONE : Presence.UNKNOWN;
    });
  }

  private static Presence presence(List<Optional<Answer>> answers) {
    boolean runs = answers.stream()
        .anyMatch(answer -> answer.filter(it -> it.status() == OK).isPresent());
    if (runs) {
      return Presence.RUNS;
    }
    return allGone(answers) ? Presence.GONE : Presence.UNKNOWN;
  }

  /**
   * Asks for a running session's diagnostics. Never throws.
   *
   * @param session one that has named itself
   */
  public Diagnosis diagnose(Attempt.Session session) {
    if (!isAddressable(session)) {
      return new Diagnosis(true, null);
    }
    var answers = query(session).join();
    return answers.stream()
        .flatMap(Optional::stream)
        .filter(answer -> answer.status() == OK)
        .map(answer -> new Diagnosis(true, answer.body()))
        .findFirst()
        .orElse(new Diagnosis(!allGone(answers), null));
  }

  private CompletableFuture<List<Optional<Answer>>> query(Attempt.Session session) {
    return send(
        nodesOf(session),
        node -> new Request.Builder()
            .url(session(node, session).addPathSegment("query").build())
            .build());
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
  private CompletableFuture<List<Optional<Answer>>> send(
      List<Node> nodes, Function<Node, Request> request) {
    var calls = nodes.stream()
        .map(node -> client.send(request.apply(node), PlatformClient.LONGEST_CALL))
        .toList();
    return CompletableFuture.allOf(calls.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> calls.stream().map(call -> call.join()).toList());
  }

  private List<Optional<Answer>> askAll(List<Node> nodes, Function<Node, Request> request) {
    return send(nodes, request).join();
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

  private static ObjectNode body(CallbackKey key, int attempt, String event) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", key.id().toString())
        .put("attempt", attempt)
        .put("reason", event.substring(event.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
  }

  /** A name that stands for a directory would lead to another path; no session has it. */
  private static boolean isAddressable(Attempt.Session session) {
    var id = session.id();
    return !id.isEmpty() && !id.equals(".") && !id.equals("..");
  }

  private static HttpUrl.Builder session(Node node, Attempt.Session session) {
    return address(node).addPathSegments("scxml/session").addPathSegment(session.id());
  }

  private static HttpUrl.Builder address(Node node) {
    return new HttpUrl.Builder().scheme("http").host(node.host()).port(node.port());
  }
}
