package io.openges.adapter.gws;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.testing.Exchange;
import io.openges.ports.testing.MovableTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question on record, and every way in which its answer may fail to come. */
@Timeout(60)
class FaultMatrixIT {

  /**
   * A broken connection is tried again by OkHttp, once for the old one and once for each address.
   */
  private static final int MOST_SENDINGS = 3;

  private static final String TOKEN_PATH = "/auth/v3/oauth/token";
  private static final int SHORT_MILLIS = 100;
  private static final OkHttpClient CLIENT = GwsService.newClient();
  private static final List<Exchange> TOKENS =
      Stream.of("service-token", "user-token", "code").map(Outbound::exchange).toList();

  private final MockWebServer server = new MockWebServer();
  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));
  private final Map<Dependency, GwsService> services = new EnumMap<>(Dependency.class);
  private final Outbound.Clients clients =
      new Outbound.Clients(services::get, () -> time.instant().toEpochMilli() * 1_000_000);
  private final AtomicReference<@Nullable Supplier<MockResponse>> fault = new AtomicReference<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<@Nullable Outbound> muteSubject = new AtomicReference<>();

  @BeforeEach
  void start() throws IOException {
    server.setServerSocketFactory(new PromptSockets());
    server.start(InetAddress.getLoopbackAddress(), 0);
    // What never answers is not waited for as long as in life; everything else has all its time.
    var client = CLIENT
        .newBuilder()
        .addInterceptor(chain -> {
          var path = chain.request().url().encodedPath();
          var muted = muteSubject.get();
          return (muted != null && isSubject(muted, path)
                  ? chain.withReadTimeout(SHORT_MILLIS, MILLISECONDS)
                  : chain)
              .proceed(chain.request());
        })
        .build();
    var around = new GwsService.Surroundings(
        client, time, clients.nanoTime(), (dependency, took, failure) -> {});
    for (var dependency : List.of(
        Dependency.GWS_AUTH,
        Dependency.GWS_ENVIRONMENT,
        Dependency.GWS_CONFIGURATION,
        Dependency.GWS_STATISTICS)) {
      services.put(
          dependency, new GwsService(dependency, URI.create(server.url("/").toString()), around));
    }
  }

  @AfterEach
  void stop() {
    server.close();
    CLIENT.connectionPool().evictAll();
  }

  @ParameterizedTest
  @EnumSource
  void theExchangeIsTheOneOnRecord(Outbound outbound) throws InterruptedException {
    answer(outbound);

    outbound.ask(clients);

    for (var exchange : outbound.exchanges()) {
      var request = take(outbound);
      assertThat(request.getMethod()).isEqualTo(exchange.method());
      assertThat(request.getTarget()).isEqualTo(exchange.target());
      exchange
          .headers()
          .forEach((name, value) ->
              assertThat(request.getHeaders().get(name)).as(name).isEqualTo(value));
      assertThat(bodyOf(request)).isEqualTo(exchange.body());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerOnRecordIsUnderstood(Outbound outbound) {
    answer(outbound);

    assertThat(outbound.ask(clients).toString())
        .isEqualTo(
            switch (outbound) {
              case SERVICE_TOKEN -> "service-1";
              case USER_TOKEN -> "user-1";
              case CODE -> "person-1";
              case USERINFO -> Outbound.Clients.PERSON.toString();
              case API_KEY -> "Optional[" + Outbound.Clients.TENANT + "]";
              case CONTACT_CENTERS -> "[" + Outbound.Clients.TENANT + "]";
              case SETTINGS -> "[https://shop.example:8443, https://www.example.com]";
              case RIGHTS ->
                "Optional[Rights[accessGroups=[Callback Supervisors], roles=[Callback Viewer],"
                    + " roleOption=Optional[Monitor]]]";
              case VISIBLE_QUEUES -> "Optional[[VQ_FR_Sales]]";
              case SCRIPTS -> "[QueueProxy[queue=VQ_FR_Sales, id=5001]]";
              case SCRIPT_CREATION -> "made";
              case SCRIPT_REMOVAL -> "removed";
              case STATISTICS -> "Figures[142 characters]";
            });
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Outbound.values())
        .flatMap(
            outbound -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(outbound, fault)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void aFaultIsUnavailabilityThenSilenceThenRecovery(Outbound outbound, Fault broken) {
    answer(outbound);
    fault.set(broken.answer);
    muteSubject.set(broken == Fault.HALF_OPEN || broken == Fault.SLOW ? outbound : null);

    for (int i = 0; i < 5; i++) {
      assertUnavailable(outbound);
    }
    int sent = asked.get();
    assertThat(sent).as("no more than OkHttp's own").isBetween(5, 5 * MOST_SENDINGS);
    for (int i = 0; i < 3; i++) {
      assertUnavailable(outbound);
    }
    assertThat(asked).as("the breaker keeps callers away").hasValue(sent);
    assertThat(threads("OkHttp Dispatcher")).as("callers wait themselves").isZero();
    assertThat(threads("OkHttp TaskRunner")).as("few threads for all").isLessThanOrEqualTo(16);

    fault.set(null);
    muteSubject.set(null);
    time.advance(GwsService.REST.plusMillis(1));
    for (int i = 0; i < 3; i++) {
      outbound.ask(clients);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTokenThatIsNotAcceptedIsRenewedOnceAndNotForEver(Outbound outbound) {
    answer(outbound);
    fault.set(() -> Genesys.json(401, ""));

    try {
      outbound.ask(clients);
    } catch (DependencyUnavailableException | NoSuchElementException e) {
      // Which of these it is each adapter's own test tells.
    }

    assertThat(asked).hasValueBetween(1, outbound.dependency() == Dependency.GWS_AUTH ? 1 : 2);
    assertThat(server.getRequestCount()).isLessThanOrEqualTo(4);
  }

  private void assertUnavailable(Outbound outbound) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> outbound.ask(clients))
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(outbound.dependency()));
  }

  private static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(prefix))
        .count();
  }

  /** Answers what is on record; a fault hits what is asked about, not the tokens it needs. */
  private void answer(Outbound outbound) {
    server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        if (isSubject(outbound, request.getTarget())) {
          asked.incrementAndGet();
          var broken = fault.get();
          if (broken != null) {
            return broken.get();
          }
        }
        return Stream.concat(outbound.exchanges().stream(), TOKENS.stream())
            .filter(one -> one.target().equals(request.getTarget())
                && (!one.target().equals(TOKEN_PATH) || one.body().equals(bodyOf(request))))
            .findFirst()
            .map(one -> Genesys.json(one.answer().status(), one.answer().body()))
            .orElseGet(() -> Genesys.json(404, ""));
      }
    });
  }

  private static boolean isSubject(Outbound outbound, String target) {
    return outbound.dependency() == Dependency.GWS_AUTH || !target.equals(TOKEN_PATH);
  }

  private RecordedRequest take(Outbound outbound) throws InterruptedException {
    RecordedRequest request;
    do {
      request = requireNonNull(server.takeRequest(30, TimeUnit.SECONDS), "a request");
    } while (!isSubject(outbound, request.getTarget()));
    return request;
  }

  private static String bodyOf(RecordedRequest request) {
    var body = request.getBody();
    return body == null ? "" : body.utf8();
  }

  /** What may become of an answer. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Fault {
    RESET(Genesys::reset),
    TORN(() -> new MockResponse.Builder()
        .body("{\"data\":{}}".repeat(10_000))
        .onResponseBody(new SocketEffect.CloseSocket())
        .build()),
    HALF_OPEN(Genesys::stall),
    SLOW(() ->
        new MockResponse.Builder().body("{}").headersDelay(30, TimeUnit.SECONDS).build()),
    SERVER_ERROR(() -> Genesys.json(500, "{}")),
    UNAVAILABLE(() -> Genesys.json(503, "<html>")),
    TOO_MANY(() -> Genesys.json(429, "{}")),
    ELSEWHERE(() -> Genesys.json(302, "")),
    MALFORMED(() -> Genesys.json(200, "{\"data\":{")),
    OVERSIZED(() -> Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES) + "{}"));

    private final Supplier<MockResponse> answer;

    Fault(Supplier<MockResponse> answer) {
      this.answer = answer;
    }
  }
}
