package io.openges.adapter.ors.urs;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.http.Faults;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.queue.WaitTimes.Method;
import io.openges.ports.memory.InMemoryWaitTimeCache;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class UrsWaitTimesIT {

  private static final TenantId TENANT =
      new TenantId(UUID.fromString("11111111-2222-4333-8444-555555555555"));
  private static final QueueName QUEUE = new QueueName("VQ é/?");

  private final MockWebServer primary = new MockWebServer();
  private final MockWebServer backup = new MockWebServer();
  private final PlatformClient client = new PlatformClient(System::nanoTime);
  private final AtomicLong nanos = new AtomicLong(-1_000);
  private final InMemoryWaitTimeCache cache =
      new InMemoryWaitTimeCache(() -> Callbacks.BOOKED_AT.plusNanos(nanos.get()));

  @BeforeEach
  void start() throws IOException {
    primary.start();
    backup.start();
    Faults.answer(primary, request -> Faults.json("{\"ewt\":125,\"wpos\":4}"));
    Faults.answer(backup, request -> Faults.json("{\"ewt\":7}"));
  }

  @AfterEach
  void stop() {
    client.close();
    primary.close();
    backup.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MODE1, false, aqt=urs",
    "MODE2, false, aqt=urs2",
    "MODE3, false, aqt=stat",
    "MODE2, true, aqt=urs2&hold=true"
  })
  void theQuestionIsThatOfTheContract(WaitTimeMode mode, boolean withHeld, String end)
      throws InterruptedException {
    waitTimes("Environment").readAll(TENANT, Set.of(QUEUE), new Method(mode, withHeld));

    assertThat(primary.takeRequest().getRequestLine())
        .isEqualTo(
            "GET /urs/call/max/lvq/VQ%20%C3%A9%2F%3F?tenant=Environment&" + end + " HTTP/1.1");
    assertThat(backup.getRequestCount()).isZero();
  }

  @Test
  void whatDependsOnTheTenantIsFilledIn() throws InterruptedException {
    waitTimes("{environmentId}/{ccid}").read(TENANT, QUEUE, WaitTimeMode.MODE1);

    assertThat(primary.takeRequest().getUrl().queryParameter("tenant"))
        .isEqualTo("env-1/11111111-2222-4333-8444-555555555555");
  }

  @Test
  void anUnknownEnvironmentIsNoFailure() {
    var config = new UrsConfig(List.of(region(primary)), "", "{environmentId}");
    var waitTimes = new UrsWaitTimes(
        config,
        tenant -> {
          throw new DependencyUnavailableException(Dependency.GWS_ENVIRONMENT, "read");
        },
        (ccid, queue) -> List.of(),
        client,
        cache,
        nanos::get);

    assertThat(waitTimes.read(TENANT, QUEUE, WaitTimeMode.MODE1))
        .isEqualTo(WaitTime.ofSeconds(125));
  }

  @ParameterizedTest
  @EnumSource(Faults.class)
  void theBackupAnswersWhereThePrimaryFails(Faults fault) {
    Faults.answer(primary, request -> fault.response());
    var waitTimes = waitTimes("Environment");

    assertThat(read(waitTimes)).isEqualTo(WaitTime.ofSeconds(7));
    assertThat(waitTimes.allDown()).isFalse();
  }

  @Test
  void theBackupAnswersWhereThePrimaryIsSlow() {
    Faults.answer(primary, request -> Faults.slow("{\"ewt\":1}"));

    assertThat(read(waitTimes("Environment"))).isEqualTo(WaitTime.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({"125.9, 125", "'\"30\"', 30", "1e12, 2147483647", "0, 0"})
  void everyFormOfANumberIsRead(String ewt, int seconds) {
    Faults.answer(primary, request -> Faults.json("{\"ewt\":" + ewt + "}"));

    assertThat(read(waitTimes("Environment"))).isEqualTo(WaitTime.ofSeconds(seconds));
  }

  @Test
  void aQueueTheServerDoesNotFindHasNoTraffic() {
    Faults.answer(primary, request -> new MockResponse.Builder().code(404).build());

    assertThat(read(waitTimes("Environment"))).isEqualTo(WaitTime.NO_TRAFFIC);
  }

  @Test
  void anAnswerIsKeptForFiveSeconds() {
    var waitTimes = waitTimes("Environment");
    read(waitTimes);
    pass(Duration.ofMillis(4_999));
    read(waitTimes);
    assertThat(primary.getRequestCount()).isOne();

    pass(Duration.ofMillis(1));
    read(waitTimes);
    assertThat(primary.getRequestCount()).isEqualTo(2);
  }

  @Test
  void anAnswerIsUsedForAMinuteWhileAllAreDown() {
    var waitTimes = waitTimes("Environment");
    read(waitTimes);
    primary.close();
    backup.close();

    pass(Duration.ofSeconds(60));
    assertThat(read(waitTimes)).isEqualTo(WaitTime.ofSeconds(125));
    assertThat(waitTimes.allDown()).isTrue();
    assertThat(waitTimes.ping()).isFalse();

    pass(Duration.ofMillis(1));
    assertThat(read(waitTimes)).isEqualTo(WaitTime.UNAVAILABLE);
  }

  @Test
  void aSignOfLifeEndsTheAlarm() {
    Faults.answer(primary, request -> Faults.ERROR.response());
    Faults.answer(backup, request -> Faults.RESET.response());
    var waitTimes = waitTimes("Environment");
    assertThat(read(waitTimes)).isEqualTo(WaitTime.UNAVAILABLE);
    assertThat(waitTimes.allDown()).isTrue();

    assertThat(waitTimes.ping()).isTrue();
    assertThat(waitTimes.allDown()).isFalse();
  }

  @Test
  void serversThatAnswerNonsenseAreNotDown() {
    Faults.answer(primary, request -> Faults.ERROR.response());
    Faults.answer(backup, request -> Faults.PAGE.response());
    var waitTimes = waitTimes("Environment");

    assertThat(read(waitTimes)).isEqualTo(WaitTime.UNAVAILABLE);
    assertThat(waitTimes.allDown()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "RESET", "TORN"})
  void oddNamesOfCustomersHarmNobody(Faults fault) {
    Faults.answer(primary, request -> oddly(request, fault));
    Faults.answer(backup, request -> oddly(request, fault));
    var waitTimes = waitTimes("Environment");
    var method = new Method(WaitTimeMode.MODE2, false);

    for (int i = 0; i < 10; i++) {
      var odd = new QueueName("odd " + i);
      assertThat(waitTimes.readAll(TENANT, Set.of(), Set.of(odd), method))
          .containsEntry(odd, WaitTime.UNAVAILABLE);
    }

    assertThat(waitTimes.allDown()).isFalse();
    assertThat(read(waitTimes)).isEqualTo(WaitTime.ofSeconds(125));
  }

  private static MockResponse oddly(RecordedRequest request, Faults fault) {
    boolean odd = request.getUrl().pathSegments().get(4).startsWith("odd");
    return odd ? fault.response() : Faults.json("{\"ewt\":125}");
  }

  @ParameterizedTest
  @CsvSource({
    "Environment, a b, false",
    "{environmentId}, a b, false",
    "t-{ccid}, a b, true",
    "Environment, a-{ccid} b, false",
    "Environment, a-{ccid} b-{ccid}, true"
  })
  void tenantsAreToldApartWhereTheirIdIsAsked(String tenant, String servers, boolean apart) {
    var region = new UrsConfig.Region("eu", List.of(servers.split(" ", -1)));
    var config = new UrsConfig(List.of(region), "eu", tenant);
    var waitTimes = new UrsWaitTimes(
        config, none -> Optional.empty(), (ccid, queue) -> List.of(), client, cache, nanos::get);

    assertThat(waitTimes.tellsTenantsApart()).isEqualTo(apart);
  }

  @Test
  void withoutServersNothingIsKnownAndNothingIsDown() {
    var config = new UrsConfig(List.of(), "eu", "Environment");
    var waitTimes = new UrsWaitTimes(
        config, tenant -> Optional.empty(), (ccid, queue) -> List.of(), client, cache, nanos::get);

    assertThat(read(waitTimes)).isEqualTo(WaitTime.UNAVAILABLE);
    assertThat(waitTimes.isConfigured()).isFalse();
    assertThat(waitTimes.allDown()).isFalse();
  }

  @Test
  void anAddressThatIsNoneIsPassedOver() {
    var region = new UrsConfig.Region("eu", List.of("no host", address(backup)));
    var config = new UrsConfig(List.of(region), "eu", "Environment");

    assertThat(read(new UrsWaitTimes(
            config,
            tenant -> Optional.empty(),
            (ccid, queue) -> List.of(),
            client,
            cache,
            nanos::get)))
        .isEqualTo(WaitTime.ofSeconds(7));
  }

  @Test
  void callersOfTheSameQueueShareOneCall() throws InterruptedException {
    var gate = new CountDownLatch(1);
    Faults.answer(primary, request -> {
      try {
        gate.await(200, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Faults.json("{\"ewt\":125}");
    });
    var waitTimes = waitTimes("Environment");

    var answers = new Race(8, 1).run((caller, round) -> read(waitTimes));

    assertThat(answers.get(0)).containsOnly(WaitTime.ofSeconds(125));
    assertThat(primary.getRequestCount()).isOne();
  }

  @Test
  void whenTheServersWereSilentOnlyOneCallerWaitsForThem() throws Exception {
    var waitTimes = waitTimes("Environment");
    assertThat(read(waitTimes)).isEqualTo(WaitTime.ofSeconds(125));
    Faults.answer(primary, request -> Faults.PAGE.response());
    Faults.answer(backup, request -> Faults.PAGE.response());
    pass(Duration.ofSeconds(6));
    assertThat(read(waitTimes)).isEqualTo(WaitTime.ofSeconds(125));
    pass(Duration.ofSeconds(6));
    var asked = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    Faults.answer(primary, request -> {
      asked.countDown();
      await(gate);
      return Faults.json("{\"ewt\":7}");
    });
    var first =
        CompletableFuture.supplyAsync(() -> read(waitTimes), task -> new Thread(task).start());
    await(asked);

    assertThat(read(waitTimes)).isEqualTo(WaitTime.ofSeconds(125));

    assertThat(first).isNotDone();
    gate.countDown();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(WaitTime.ofSeconds(7));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private UrsWaitTimes waitTimes(String tenant) {
    var servers = new UrsConfig.Region("eu", List.of(address(primary), address(backup)));
    var config = new UrsConfig(List.of(servers), "eu", tenant);
    return new UrsWaitTimes(
        config,
        known -> Optional.of("env-1"),
        (ccid, queue) -> List.of(),
        client,
        cache,
        nanos::get);
  }

  private static UrsConfig.Region region(MockWebServer server) {
    return new UrsConfig.Region("eu", List.of(address(server)));
  }

  private static String address(MockWebServer server) {
    return server.getHostName() + ":" + server.getPort();
  }

  private static WaitTime read(UrsWaitTimes waitTimes) {
    return waitTimes.read(TENANT, QUEUE, WaitTimeMode.MODE2);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
