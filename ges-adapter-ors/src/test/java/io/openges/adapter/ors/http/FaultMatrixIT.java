package io.openges.adapter.ors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.session.HttpCallSessions;
import io.openges.adapter.ors.session.SessionConfig;
import io.openges.adapter.ors.urs.UrsConfig;
import io.openges.adapter.ors.urs.UrsWaitTimes;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.dispatch.CallSessions.Delivery;
import io.openges.ports.driven.dispatch.CallSessions.Presence;
import io.openges.ports.driven.dispatch.CallSessions.Proof;
import io.openges.ports.driven.dispatch.CallSessions.Running;
import io.openges.ports.memory.InMemoryWaitTimeCache;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question to the voice platform on record, and every way in which nobody answers. */
@NullUnmarked
@Timeout(60)
class FaultMatrixIT {

  /**
   * A broken connection is tried again by OkHttp, once for the old one and once for each address.
   */
  private static final int MOST_SENDINGS = 3;

  private static final Duration REST = Duration.ofMillis(300);
  private static final int CALLS = 20;

  private final MockWebServer server = new MockWebServer();
  private final AtomicLong nanos = new AtomicLong();
  private PlatformClient client;
  private UrsWaitTimes waitTimes;

  @BeforeEach
  void start() throws IOException {
    server.start();
    open(new PlatformClient.Limits(Duration.ofSeconds(2), Duration.ofMillis(500), REST));
  }

  private void open(PlatformClient.Limits limits) {
    client = new PlatformClient(System::nanoTime, limits);
    var urs = new UrsConfig.Region("eu", List.of(server.getHostName() + ":" + server.getPort()));
    waitTimes = new UrsWaitTimes(
        new UrsConfig(List.of(urs), "eu", UrsConfig.DEFAULT_TENANT),
        tenant -> Optional.empty(),
        (tenant, queue) -> List.of(),
        client,
        new InMemoryWaitTimeCache(() -> Callbacks.BOOKED_AT),
        nanos::get);
  }

  @AfterEach
  void stop() {
    waitTimes.close();
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void theExchangeIsTheOneOnRecord(Outbound outbound) throws InterruptedException {
    waitTimes.close();
    client.close();
    open(PlatformClient.Limits.USUAL);
    Faults.answer(server, request -> outbound.recorded());

    assertThat(outbound.ask(this)).isEqualTo(outbound.good);

    var request = server.takeRequest(30, TimeUnit.SECONDS);
    var exchange = outbound.exchange();
    assertThat(request.getMethod()).isEqualTo(exchange.method());
    assertThat(request.getTarget()).isEqualTo(exchange.target());
    assertThat(request.getBody() == null ? "" : request.getBody().utf8())
        .isEqualTo(exchange.body());
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Outbound.values())
        .flatMap(
            outbound -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(outbound, fault)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void aFaultLeadsToWhatIsStatedAndIsGotOver(Outbound outbound, Fault fault) {
    Faults.answer(server, request -> fault.answer.get());

    for (int i = 0; i < CALLS; i++) {
      assertThat(outbound.ask(this)).isEqualTo(outbound.without);
    }
    assertThat(server.getRequestCount())
        .as("nothing is asked for ever")
        .isBetween(1, CALLS * MOST_SENDINGS);

    Faults.answer(server, request -> outbound.recorded());
    until(() -> outbound.ask(this).equals(outbound.good));
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET", "TORN", "HALF_OPEN", "SERVER_ERROR"})
  void nobodyIsAskedWhileTheBreakerIsOpenAndNothingStays(Fault fault) {
    long before = dispatchers();
    Faults.answer(server, request -> fault.answer.get());
    var patient = new PlatformClient.Limits(
        Duration.ofMillis(500), Duration.ofMillis(200), Duration.ofHours(1));
    PlatformClient closed;
    try (var own = new PlatformClient(System::nanoTime, patient)) {
      closed = own;
      var request = new okhttp3.Request.Builder().url(server.url("/")).build();
      for (int i = 0; i < CALLS; i++) {
        own.ask(request, PlatformClient.LONGEST_CALL, PlatformClient.Counts.FAILURES);
      }

      assertThat(server.getRequestCount()).isBetween(3, 3 * MOST_SENDINGS);
      // a call that was given up ends its connection; one that was answered may keep it
      until(() -> own.connections() <= 1);
    }
    until(() -> dispatchers() <= before && closed.connections() == 0);
  }

  private static long dispatchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("OkHttp Dispatcher")
            || thread.getName().startsWith("OkHttp http"))
        .count();
  }

  private static void until(Supplier<Boolean> condition) {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private HttpCallSessions sessions() {
    var node = new SessionConfig.Node("eu", server.getHostName(), server.getPort());
    return new HttpCallSessions(new SessionConfig(List.of(node), "eu"), client);
  }

  /** Every question, what a good answer means, and what none means. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Outbound {
    SESSIONS_OF_AN_ATTEMPT(
        "sessions-of-an-attempt",
        at -> at.sessions().find(KEY, 2),
        Proof.SESSION_EXISTS,
        Proof.NONE_ANSWERS),
    SESSION_QUERY(
        "session-query",
        at -> at.sessions().ask(List.of(new Running(KEY, 2, SESSION))).get(0),
        Presence.RUNS,
        Presence.UNKNOWN),
    SESSION_EVENT(
        "session-event",
        at -> at.sessions().tell(KEY, REVOCATION),
        Delivery.DELIVERED,
        Delivery.NO_ANSWER),
    WAIT_TIME(
        "wait-time",
        at -> {
          at.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
          return at.waitTimes.read(KEY.tenant(), new QueueName("VQ_FR_Sales"), WaitTimeMode.MODE2);
        },
        WaitTime.ofSeconds(125),
        WaitTime.UNAVAILABLE);

    private final String name;
    private final Function<FaultMatrixIT, Object> call;
    private final Object good;
    private final Object without;

    Outbound(String name, Function<FaultMatrixIT, Object> call, Object good, Object without) {
      this.name = name;
      this.call = call;
      this.good = good;
      this.without = without;
    }

    Exchange exchange() {
      return Exchange.read(FaultMatrixIT.class, name);
    }

    MockResponse recorded() {
      return Faults.json(exchange().answer().body());
    }

    Object ask(FaultMatrixIT at) {
      return call.apply(at);
    }
  }

  private static final CallbackKey KEY = new CallbackKey(
      Callbacks.anyTenant(),
      new CallbackId(UUID.fromString("0f3a5c52-0000-4000-8000-00000000000a")));
  private static final Attempt.Session SESSION = new Attempt.Session("S-77", null, 1, null, null);
  private static final Revocation REVOCATION =
      new Revocation(2, null, SESSION, Revocation.CANCEL, Instant.MAX);

  /** What may become of an answer. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Fault {
    RESET(Faults.RESET::response),
    TORN(Faults.TORN::response),
    HALF_OPEN(() ->
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build()),
    SLOW(() -> Faults.slow("{}")),
    SERVER_ERROR(Faults.ERROR::response),
    TOO_MANY(
        () -> new MockResponse.Builder().code(429).addHeader("Retry-After", "9").build()),
    UNAUTHORIZED(() -> new MockResponse.Builder().code(401).build()),
    ELSEWHERE(Faults.REDIRECT::response);

    private final Supplier<MockResponse> answer;

    Fault(Supplier<MockResponse> answer) {
      this.answer = answer;
    }
  }
}
