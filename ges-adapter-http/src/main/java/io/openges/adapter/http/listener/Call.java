package io.openges.adapter.http.listener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.openges.adapter.http.envelope.Envelope;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.Texts;
import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as its handler sees it: past all checks of the listener. Not thread-safe; one thread at
 * a time.
 */
public final class Call {

  private static final int MAX_NAME = 255;
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

  private final Context context;
  private final Exchange exchange;
  private final byte[] body;
  private final Entrance entrance;

  Call(Context context, Exchange exchange, byte[] body, Entrance entrance) {
    this.context = context;
    this.exchange = exchange;
    this.body = body;
    this.entrance = entrance;
  }

  /** Returns the id that names this request in its answer and in the log. */
  public String corrId() {
    return exchange.corrId();
  }

  /** Returns the tenant the caller speaks for, empty if it did not say. */
  public Optional<TenantId> tenantIfNamed() {
    return Optional.ofNullable(exchange.tenant());
  }

  /**
   * Returns the tenant the caller speaks for.
   *
   * @throws ProblemException with code 501 if it did not say
   */
  public TenantId tenant() {
    return tenantIfNamed().orElseThrow(() -> ProblemException.parameter("ccid", "header required"));
  }

  /** Tells whose request this is where only its handler can find out, as from a callback's id. */
  public void concerns(TenantId tenant) {
    exchange.identified(tenant);
  }

  /** Returns through which listener and with what credentials the call came. */
  public Entrance entrance() {
    return entrance;
  }

  /**
   * Returns a segment of the path, percent-decoded once.
   *
   * @throws ProblemException with code 501 if it is longer than 255 characters
   */
  public String path(String name) {
    var value = context.pathParam(name);
    if (value.isEmpty() || value.length() > MAX_NAME) {
      throw ProblemException.parameter(name, "expected 1 to 255 characters");
    }
    Texts.check(name, value);
    return value;
  }

  /**
   * Returns the query parameter of that name, null if there is none or it is empty.
   *
   * @throws ProblemException with code 501 if it is there more than once, for no one of them is
   *     meant, or if its percent-encoding is broken
   */
  public @Nullable String query(String name) {
    var values = queries(name);
    if (values.size() > 1) {
      throw ProblemException.parameter(name, "expected at most once");
    }
    return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
  }

  /**
   * Returns all query parameters of that name.
   *
   * @throws ProblemException with code 501 if the percent-encoding of one is broken
   */
  public List<String> queries(String name) {
    return new QueryString(context.queryString()).values(name);
  }

  /**
   * Refuses whatever the query says besides, where a parameter that is overlooked does harm.
   *
   * @throws ProblemException with code 501 if the query has a parameter of another name
   */
  public void requireNoQueryBut(String known) {
    var raw = context.queryString();
    for (var parameter : raw == null ? new String[0] : raw.split("&", -1)) {
      var name = parameter.split("=", 2)[0];
      if (!parameter.isEmpty() && !name.equals(known)) {
        throw ProblemException.parameter(
            PLAIN_NAME.matcher(name).matches() ? name : "query",
            "unknown parameter; expected none but " + known);
      }
    }
  }

  /** Returns a request header, null if there is none. */
  public @Nullable String header(String name) {
    return context.req().getHeader(name);
  }

  /** Reads the body as one JSON value. */
  public JsonNode json() {
    return Json.read(body);
  }

  /** Reads the body as a JSON object. */
  public Fields fields() {
    return Fields.of(json());
  }

  /** Reads the body as a JSON object; no body counts as an empty one. */
  public Fields optionalFields() {
    return body.length == 0 ? Fields.of(JsonNodeFactory.instance.objectNode()) : fields();
  }

  /** Says whether the body is a form rather than JSON. */
  public boolean isForm() {
    var type = header("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(Bodies.FORM);
  }

  /** Returns the body as it came; not a copy. */
  public byte[] body() {
    return body;
  }

  /** Lets this request take longer than others, because it waits for another one. */
  public void waitLonger(Duration more) {
    exchange.limit(exchange.limitNanos() + more.toNanos());
  }

  /** Returns the success answer with {@code data}. */
  public Reply ok(@Nullable Object data) {
    return Reply.json(StatusCode.OK.http(), Envelope.success(corrId(), data));
  }

  /**
   * How a call came in.
   *
   * @param external whether through the external listener
   * @param apiKey whether with an API key
   * @param address of the caller, as far as proxies can be trusted
   */
  public record Entrance(boolean external, boolean apiKey, String address) {}
}
