package io.openges.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import io.openges.app.openapi.Operations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes requests that are answered with success, each about things of its own: a callback, its
 * session, a rule. Safe for use by many threads at once.
 */
final class Questions {

  /** A queue of the publication. */
  static final String QUEUE = "VQ";

  private static final String NAME = "TOUR";
  private static final String CALLS = "CALLS";
  private static final Duration SLOT = Duration.ofMinutes(5);
  private static final Instant FIRST_SLOT = Instant.parse("2035-03-06T12:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  /** No slot is asked for twice, whoever asks. */
  private static final AtomicInteger SLOTS = new AtomicInteger(1);

  private static final AtomicInteger MADE = new AtomicInteger();

  private final Installation ges;
  private final Tenant tenant;
  private final Operations operations;

  /** Asks what {@code operations} names as {@code tenant}, who has the publication of here. */
  Questions(Installation ges, Tenant tenant, Operations operations) {
    this.ges = ges;
    this.tenant = tenant;
    this.operations = operations;
    ok(() -> Http.send(
        "PUT",
        tenant.internal("call-in-groups/" + CALLS),
        Map.of("numbers", List.of("+18005550100"))));
  }

  /** Returns settings with a queue whose slots take one callback each. */
  static Publication publication() {
    return new Publication().queue(QUEUE, Publication.unthrottled((int) SLOT.toMinutes(), 1));
  }

  /** Returns a time for which nobody else has asked. */
  static Instant freeTime() {
    return FIRST_SLOT.plus(SLOT.multipliedBy(SLOTS.getAndIncrement()));
  }

  /** Returns the same request, but with a wish for a time whose slot is full. */
  Question atFullSlot(Question question) {
    Eventually.holds(
        "the slot is full", () -> tenant.create(Tenant.at(QUEUE, 1, FIRST_SLOT)).status() == 429);
    var full = new TextNode(Tenant.iso(FIRST_SLOT));
    boolean facade = question.operation().path().startsWith("/genesys/");
    if (isReport(question.operation())) {
      return question
          .with(facade ? "_callback_state" : "state", new TextNode("SCHEDULED"))
          .with(facade ? "_new_desired_time" : "newDesiredTime", full);
    }
    return question.with(facade ? "_desired_time" : "desiredTime", full);
  }

  /** Returns a request to an operation; what it needs is there. */
  Question to(Operation operation) {
    makeWhatItIsAbout(operation);
    var callback = isReport(operation) ? running() : isOfCallback(operation) ? scheduled() : "";
    if (operation.path().contains("/storage")) {
      var storage = tenant.internal("callbacks/" + callback + "/storage");
      ok(() -> Http.send("PUT", storage, Map.of(NAME, 1)));
    }
    var samples = new Samples(operations.document(), known(callback));
    var question = new Question(
        operation,
        base(operation) + path(operation, callback) + query(operation, samples),
        null,
        headers(operation),
        callback);
    return operation.hasBody() ? question.withBody(body(operation, samples, callback)) : question;
  }

  /** Sends a request that makes what others are about, which all have it in their paths. */
  private void makeWhatItIsAbout(Operation operation) {
    for (var maker : operations.list()) {
      boolean isMaker = maker.method().equals("PUT")
          && !maker.path().contains("{id}")
          && !maker.equals(operation)
          && (operation.path() + "/").startsWith(maker.path() + "/");
      if (isMaker) {
        ok(() -> to(maker).send());
      }
    }
  }

  private String base(Operation operation) {
    var node = tenant.node();
    return (operation.isExternal() ? node.external() : node.internal()).toString();
  }

  private Map<String, String> headers(Operation operation) {
    return operation.path().startsWith("/engagement/")
        ? Map.of("x-api-key", tenant.apiKey())
        : operation.path().startsWith("/genesys/") ? Map.of("ccid", tenant.ccid()) : Map.of();
  }

  private String path(Operation operation, String callback) {
    var path = operation.path();
    return path.replace("{ccid}", tenant.ccid())
        .replace("{id}", callback)
        .replace("{corrId}", path.contains("{corrId}") ? refused() : "")
        .replaceAll("\\{(version|n)}", "1")
        .replaceAll("\\{(queue|queue-name|service|service-name)}", QUEUE)
        .replaceAll("\\{(rule|group|key)}", NAME);
  }

  private static String query(Operation operation, Samples samples) {
    var query = new StringBuilder();
    for (var described : operation.description().path("parameters")) {
      var parameter = samples.resolve(described);
      if (parameter.path("in").asText().equals("query")
          && parameter.path("required").asBoolean()) {
        var name = parameter.path("name").asText();
        var value = samples.of(name, parameter.path("schema"), new Random(1)).asText();
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
      }
    }
    return query.toString();
  }

  private static Map<String, List<String>> known(String callback) {
    return Map.of(
        "id", List.of(callback),
        "phoneNumber", List.of(Tenant.number(1)),
        "_customer_number", List.of(Tenant.number(1)),
        "serviceName", List.of(QUEUE),
        "service", List.of(QUEUE),
        "virtual-queues", List.of(QUEUE),
        "groupName", List.of(CALLS),
        "desiredTime", List.of(Tenant.iso(freeTime())));
  }

  private JsonNode body(Operation operation, Samples samples, String callback) {
    var content = samples.resolve(operation.description().path("requestBody")).path("content");
    return Optional.ofNullable(Bodies.of(operation, callback))
        .or(() ->
            operation.path().endsWith("/match") ? Optional.of(expectedCall()) : Optional.empty())
        .<JsonNode>map(JSON::valueToTree)
        .orElseGet(() -> samples.least(content.path("application/json").path("schema")));
  }

  /** Returns a call that a customer was asked to make. */
  private Map<String, Object> expectedCall() {
    var asked = ok(() -> Http.post(
        tenant.engagement("call-in/requests/create"),
        Map.of("groupName", CALLS),
        "x-api-key",
        tenant.apiKey()));
    return Map.of(
        "dnis", asked.data().path("toPhoneNumber").asText(),
        "accessCode", asked.data().path("accessCode").asInt(),
        "callUuid", "call-" + asked.id());
  }

  private static boolean isOfCallback(Operation operation) {
    return operation.hasBody() || operation.path().contains("{id}");
  }

  private static boolean isReport(Operation operation) {
    return operation.path().endsWith("/attempts/{n}")
        || operation.toString().equals("PUT /genesys/1/service/callback/{service}/{id}");
  }

  private String scheduled() {
    return booked(Tenant.at(QUEUE, 1, freeTime()));
  }

  /** Returns a callback whose session may report. */
  private String running() {
    var id = booked(Tenant.now(QUEUE, 1));
    ges.stream().await(id, 1);
    return id;
  }

  private String booked(Map<String, Object> body) {
    var key = "made-" + MADE.getAndIncrement();
    return ok(() -> tenant.create(body, "Idempotency-Key", key)).id();
  }

  /** Returns the id of a request that was refused, when it can be explained. */
  private String refused() {
    var body = Tenant.now("NO_SUCH_QUEUE", 1);
    var refused = Eventually.find(
        "a refusal",
        () -> Optional.of(tenant.create(body)).filter(answer -> answer.status() == 400));
    var id = refused.header("X-GES-Correlation-Id").orElseThrow();
    Eventually.holds(
        "the refusal is kept",
        () -> Http.get(tenant.internal("explain/request/" + id)).status() == 200);
    return id;
  }

  /** Asks, and again while nobody can say whether it worked; returns the success. */
  private static Answer ok(Supplier<Answer> request) {
    var answer = Eventually.find(
        "an answer", () -> Optional.of(request.get()).filter(one -> one.status() != 503));
    if (answer.status() != 200) {
      throw new AssertionError(answer.outcome() + " " + answer.text());
    }
    return answer;
  }
}
