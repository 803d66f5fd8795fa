package io.openges.adapter.gws;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.testing.MovableTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Genesys Authentication, Environment and others on loopback, and clocks that stand still. Safe for
 * use by many threads at once.
 */
public final class Genesys implements AutoCloseable {

  private static final OkHttpClient CLIENT = GwsService.newClient();
  private static final String STATISTICS = "/statistics/v3/operations/get-statistic-ex";
  private static final String KEYS = "/environment/v3/contact-centers/api-key/";

  private final MockWebServer server = new MockWebServer();
  private final Map<String, TenantId> tenants = new ConcurrentHashMap<>();
  private final Map<String, MockResponse> figures = new ConcurrentHashMap<>();
  private final Map<String, String> settings = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Function<RecordedRequest, MockResponse>> tokenHandler =
      new AtomicReference<>();
  private final Map<String, Function<RecordedRequest, MockResponse>> handlers =
      new ConcurrentHashMap<>();
  private final Set<String> refusedUsers = ConcurrentHashMap.newKeySet();
  private final Queue<MockResponse> answers = new ConcurrentLinkedQueue<>();
  private final Queue<MockResponse> tokenAnswers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));

  /** Starts them. */
  public Genesys() {
    server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return request.getTarget().equals("/auth/v3/oauth/token")
            ? token(request)
            : answer(request);
      }
    });
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one of the services; each has a circuit breaker of its own. */
  public GwsService service(Dependency dependency) {
    return service(dependency, (which, took, failure) -> {});
  }

  /** Returns one of the services, observed. */
  public GwsService service(Dependency dependency, GwsService.Observer observer) {
    return new GwsService(
        dependency,
        URI.create(server.url("/").toString()),
        new GwsService.Surroundings(CLIENT, time, this::nanoTime, observer));
  }

  /** Returns the elapsed time in nanoseconds. */
  public long nanoTime() {
    return nanos.get();
  }

  /** Lets time go by. */
  public void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
    time.advance(duration);
  }

  /** Gives {@code tenant} a key. */
  public void add(String apiKey, TenantId tenant) {
    tenants.put(apiKey, tenant);
  }

  /** Sets what Statistics answers to a question that is this text. */
  public void figures(String question, MockResponse answer) {
    figures.put(question, answer);
  }

  /** Lets {@code handler} answer requests for tokens, where nothing is prepared. */
  public void serveTokens(Function<RecordedRequest, MockResponse> handler) {
    tokenHandler.set(handler);
  }

  /** Lets {@code handler} answer to paths that begin like this, where nothing is prepared. */
  public void serve(String prefix, Function<RecordedRequest, MockResponse> handler) {
    handlers.put(prefix, handler);
  }

  /** Sets what Environment answers about a tenant's settings. */
  public void settings(TenantId tenant, String body) {
    settings.put("/environment/v3/contact-centers/" + tenant + "/settings", body);
  }

  /** Lets Authentication refuse a user's password. */
  public void refuseUser(String name) {
    refusedUsers.add(name);
  }

  /** Makes the next answer of any service but Authentication this one. */
  public void answerNext(MockResponse answer) {
    answers.add(answer);
  }

  /** Makes the next answer of Authentication this one. */
  public void answerNextToken(MockResponse answer) {
    tokenAnswers.add(answer);
  }

  /** Returns how often Authentication was asked. */
  public int tokenRequests() {
    return tokens.get();
  }

  /** Returns how often the other services were asked. */
  public int requests() {
    return requests.get();
  }

  /** Returns the next request that nobody has looked at, of either service. */
  public RecordedRequest takeRequest() throws InterruptedException {
    var request = server.takeRequest(30, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request");
    }
    return request;
  }

  /** Makes an answer. */
  public static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  /** Makes an answer that breaks off. */
  public static MockResponse reset() {
    return new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build();
  }

  /** Makes an answer that never begins. */
  public static MockResponse stall() {
    return new MockResponse.Builder()
        .onResponseStart(SocketEffect.Stall.INSTANCE)
        .build();
  }

  @Override
  public void close() {
    server.close();
  }

  private MockResponse token(RecordedRequest request) {
    int number = tokens.incrementAndGet();
    var prepared = tokenAnswers.poll();
    var handler = tokenHandler.get();
    if (prepared == null && handler != null) {
      return handler.apply(request);
    }
    var form = bodyOf(request);
    if (refusedUsers.stream().anyMatch(name -> form.contains("&username=" + name + "&"))) {
      return json(400, """
          {"error":"invalid_grant","error_description":"Bad credentials"}""");
    }
    return prepared != null ? prepared : json(200, """
            {"access_token":"token-N","expires_in":1000,"refresh_token":"r","scope":"*",
             "token_type":"bearer"}""".replace("N", Integer.toString(number)));
  }

  private MockResponse answer(RecordedRequest request) {
    requests.incrementAndGet();
    var prepared = answers.poll();
    if (prepared != null) {
      return prepared;
    }
    if (request.getTarget().equals("/environment/v3/contact-centers")) {
      return json(
          200,
          tenants.values().stream()
              .distinct()
              .map(Genesys::contactCenter)
              .collect(Collectors.joining(",", "{\"status\":{\"code\":0},\"data\":[", "]}")));
    }
    var said = figures.get(bodyOf(request));
    if (said != null && request.getTarget().equals(STATISTICS)) {
      return said;
    }
    for (var handler : handlers.entrySet()) {
      if (request.getTarget().startsWith(handler.getKey())) {
        return handler.getValue().apply(request);
      }
    }
    var setting = settings.get(request.getTarget());
    if (setting != null) {
      return json(200, setting);
    }
    var segments = request.getUrl().pathSegments();
    var tenant = tenants.get(segments.get(segments.size() - 1));
    return !request.getTarget().startsWith(KEYS) || segments.size() != 5 || tenant == null
        ? json(404, "{\"status\":{\"code\":404}}")
        : json(200, "{\"status\":{\"code\":0},\"data\":" + contactCenter(tenant) + "}");
  }

  private static String bodyOf(RecordedRequest request) {
    var body = request.getBody();
    return body == null ? "" : body.utf8();
  }

  private static String contactCenter(TenantId tenant) {
    return "{\"contactCenterId\":\"" + tenant + "\",\"domain\":\"d\",\"auth\":{}}";
  }
}
