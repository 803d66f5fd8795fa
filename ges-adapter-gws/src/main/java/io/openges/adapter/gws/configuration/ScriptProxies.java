package io.openges.adapter.gws.configuration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.TokenSource;
import io.openges.adapter.gws.auth.WithToken;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.QueueProxies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Script objects {@code GES_VQ_<queue>} in Genesys Configuration (specifications 10.4 and 17.5).
 * The tenant is named in the header {@code ccid}.
 *
 * <p>Safe for use by many threads at once.
 */
public final class ScriptProxies implements QueueProxies {

  /** What the names of all our objects begin with. */
  static final String PREFIX = "GES_VQ_";

  private static final String PATH = "configuration/v3/objects/scripts";
  private static final String FOLDER = "GES Callback Queues";
  private static final MediaType MEDIA_TYPE = MediaType.get("application/json; charset=utf-8");
  private static final JsonMapper JSON = new JsonMapper();
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final GwsService service;
  private final WithToken asking;
  private final TokenSource token;

  /**
   * Makes it without asking anything yet.
   *
   * @param service Genesys Configuration
   * @param token lets GES ask it
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public ScriptProxies(GwsService service, TokenSource token, LongSupplier nanoTime) {
    this.service = requireNonNull(service, "service");
    this.asking = new WithToken(service, nanoTime);
    this.token = requireNonNull(token, "token");
  }

  @Override
  public List<QueueProxy> all(TenantId tenant) {
    var request = request(tenant, list(service)).build();
    return asking.ask("list queue objects", request, token, ScriptProxies::read);
  }

  @Override
  public void create(TenantId tenant, QueueName queue) {
    var request = request(tenant, service.url(PATH).build())
        .post(RequestBody.create(script(queue).getBytes(StandardCharsets.UTF_8), MEDIA_TYPE))
        .build();
    asking.ask("make a queue object", request, token, answer -> done(answer, CONFLICT));
  }

  @Override
  public void remove(TenantId tenant, QueueProxy proxy) {
    var url = service.url(PATH).addPathSegment(proxy.id()).build();
    var request = request(tenant, url).delete().build();
    asking.ask("delete a queue object", request, token, answer -> done(answer, NOT_FOUND));
  }

  /**
   * Asks the service for any sign of life.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is none
   */
  public void ping() {
    service.ping(PATH);
  }

  /** Returns the URL of the list of all objects that whoever asks may read. */
  static HttpUrl list(GwsService service) {
    return service
        .url(PATH)
        .addQueryParameter("name", PREFIX + "*")
        .addQueryParameter("fields", "name,DBID")
        .build();
  }

  /** Reads such a list; what is not ours is left out. */
  static List<QueueProxy> read(Answer answer) throws BrokenAnswerException {
    var data = answer.data();
    var list = data.isArray() ? data : data.path("scripts");
    if (!list.isArray()) {
      throw new BrokenAnswerException("answered without a list of scripts");
    }
    return Answer.elements(list).stream()
        .map(ScriptProxies::proxy)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Request.Builder request(TenantId tenant, HttpUrl url) {
    return new Request.Builder().url(url).header("ccid", tenant.toString());
  }

  private static boolean done(Answer answer, int alreadyDone) throws BrokenAnswerException {
    if (answer.status() != alreadyDone) {
      // Throws unless it was granted.
      answer.data();
    }
    return true;
  }

  private static Optional<QueueProxy> proxy(JsonNode script) {
    var id = script.path("DBID").asText(script.path("dbid").asText(""));
    var name = script.path("name").asText("");
    int length = name.length() - PREFIX.length();
    // The id becomes a part of a path, so it must not be able to lead elsewhere.
    boolean isOurs = name.startsWith(PREFIX)
        && length > 0
        && length <= QueueName.MAX_LENGTH
        && id.matches("[0-9]{1,19}");
    return isOurs
        ? Optional.of(new QueueProxy(new QueueName(name.substring(PREFIX.length())), id))
        : Optional.empty();
  }

  private static String script(QueueName queue) {
    ObjectNode root = JSON.createObjectNode();
    var data = root.putObject("data")
        .put("name", PREFIX + queue.value())
        .put("folder", FOLDER)
        .put("type", "CFGSimpleRouting");
    var section = data.putArray("userProperties").addObject().put("key", "ges");
    section
        .put("type", "kvlist")
        .putArray("value")
        .addObject()
        .put("key", "vq")
        .put("type", "str")
        .put("value", queue.value());
    return root.toString();
  }
}
