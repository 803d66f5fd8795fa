package io.openges.app.installation;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that speaks to one node. Immutable and thread-safe.
 *
 * @param ccid its id
 * @param apiKey a key of it
 * @param node where its requests go
 */
public record Tenant(String ccid, String apiKey, Node node) {

  private static final String KEY_HEADER = "x-api-key";
  private static final DateTimeFormatter UTC =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** Returns the same tenant, speaking to another node. */
  public Tenant at(Node other) {
    return new Tenant(ccid, apiKey, other);
  }

  /** Returns the text of an instant as the API writes it. */
  public static String iso(Instant instant) {
    return UTC.format(instant);
  }

  /** Returns a valid number in the USA; different for different {@code n} from 0 to 999,999. */
  public static String number(int n) {
    return "+1650" + (2_530_000 + n);
  }

  /** Returns a body for an immediate callback. */
  public static Map<String, Object> now(String queue, int number) {
    return new HashMap<>(Map.of("serviceName", queue, "phoneNumber", number(number)));
  }

  /** Returns a body for a scheduled callback. */
  public static Map<String, Object> at(String queue, int number, Instant desired) {
    var body = now(queue, number);
    body.put("desiredTime", iso(desired));
    return body;
  }

  /** Books on the external listener; {@code headers} are names and values in turn. */
  public Answer create(Object body, String... headers) {
    return Http.post(engagement("callbacks/create"), body, withKey(headers));
  }

  /**
   * Books with an idempotency key, again and again as clients do while nobody can say whether it
   * worked: a busy machine may leave many waiting for longer than a node lets them.
   *
   * @throws AssertionError if the answer is still 503 when patience ends
   */
  public Answer createPatiently(Object body, String idempotencyKey) {
    return Eventually.find(
        "an answer that is not 503",
        () -> Optional.of(create(body, "Idempotency-Key", idempotencyKey))
            .filter(answer -> answer.status() != 503));
  }

  /** Asks for a callback on the external listener. */
  public Answer retrieve(String id) {
    return Http.post(engagement("callbacks/retrieve"), Map.of("id", id), KEY_HEADER, apiKey);
  }

  /** Cancels a callback on the external listener. */
  public Answer cancel(String id) {
    return Http.post(engagement("callbacks/cancel"), Map.of("id", id), KEY_HEADER, apiKey);
  }

  /** Sends a GET request to the external listener; the path follows {@code /engagement/v3/}. */
  public Answer ask(String pathAndQuery) {
    return Http.get(engagement(pathAndQuery), KEY_HEADER, apiKey);
  }

  /** Publishes settings. */
  public Answer publish(Publication publication) {
    return Http.send("PUT", internal("callback-settings"), publication.body());
  }

  /** Reports as a session does, by the facade; the fields have their names of the facade. */
  public Answer report(String queue, String id, Map<String, ?> fields) {
    var uri = URI.create(node.internal() + "/genesys/1/service/callback/" + queue + "/" + id);
    return Http.send("PUT", uri, fields, "ccid", ccid);
  }

  /**
   * Reads or writes what sessions keep with a callback, by the facade.
   *
   * @param key empty for all, or a slash and the key
   */
  public Answer storage(String method, String id, String key, @Nullable Object body) {
    var uri = URI.create(node.internal() + "/genesys/1/service/" + id + "/storage" + key);
    return Http.send(method, uri, body, "ccid", ccid);
  }

  /** Returns the timeline of a callback, as {@code "actor from>to attempt note"}. */
  public List<String> timeline(String id) {
    var events = Http.get(internal("callbacks/" + id + "/timeline")).data().path("events");
    List<String> lines = new ArrayList<>();
    for (var event : events) {
      lines.add(event.path("actor").asText("") + " " + event.path("from").asText("-") + ">"
          + event.path("to").asText("") + " " + event.path("attempt").asInt()
          + " " + event.path("note").asText(""));
    }
    return lines;
  }

  /** Returns an address of the API for other parts of the platform. */
  public URI internal(String path) {
    return URI.create(node.internal() + "/ges/v1/tenants/" + ccid + "/" + path);
  }

  /** Returns an address of the external API. */
  public URI engagement(String path) {
    return URI.create(node.external() + "/engagement/v3/" + path);
  }

  private String[] withKey(String... headers) {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = KEY_HEADER;
    all[headers.length + 1] = apiKey;
    return all;
  }
}
