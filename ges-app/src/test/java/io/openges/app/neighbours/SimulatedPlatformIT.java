package io.openges.app.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.Eventually;
import io.openges.app.embedded.Durability;
import io.openges.app.embedded.EmbeddedRedis;
import io.openges.app.embedded.FreePort;
import io.openges.app.embedded.TestBinaries;
import io.openges.app.neighbours.SimulatedPlatform.AttemptKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/** The platform against a real stream, with a GES that answers as it is told. */
class SimulatedPlatformIT {

  private static final String STREAM = "NewCallbackStream";
  private static final PlatformOptions.Pace AT_ONCE =
      new PlatformOptions.Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(10));
  private static final OkHttpClient HTTP = new OkHttpClient();

  @TempDir
  private static Path directory;

  private static EmbeddedRedis server;
  private static RedisClient redis;

  private final Map<String, Queue<Integer>> answers = new HashMap<>();
  private final Queue<String> reports = new ConcurrentLinkedQueue<>();
  private MockWebServer ges;
  private SimulatedPlatform platform;

  @BeforeAll
  static void startRedis() {
    server = TestBinaries.redis(directory, Durability.CACHE);
    redis = RedisClient.builder()
        .hostAndPort(server.host(), server.port())
        .clientConfig(
            DefaultJedisClientConfig.builder().password(server.password()).build())
        .build();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
    server.close();
  }

  @BeforeEach
  void start() throws IOException {
    redis.flushAll();
    ges = new MockWebServer();
    ges.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer(request);
      }
    });
    ges.start();
    platform = startPlatform();
  }

  @AfterEach
  void stop() {
    platform.close();
    ges.close();
  }

  private static SimulatedPlatform startPlatform() {
    return startPlatform(AT_ONCE);
  }

  private static SimulatedPlatform startPlatform(PlatformOptions.Pace pace) {
    return startPlatform(pace, null);
  }

  private static SimulatedPlatform startPlatform(PlatformOptions.Pace pace, @Nullable URI url) {
    return SimulatedPlatform.start(new PlatformOptions(
        new PlatformOptions.Redis(server.host(), server.port(), server.password()),
        STREAM,
        1,
        pace,
        "t0ken",
        url));
  }

  private synchronized MockResponse answer(RecordedRequest request) {
    var body = request.getBody() == null ? "" : request.getBody().utf8();
    var state = String.valueOf(Json.text(body, "_callback_state"));
    reports.add(request.getUrl().encodedPath() + " " + state);
    var planned = answers.get(state);
    var code = planned == null ? null : planned.poll();
    return new MockResponse.Builder().code(code == null ? 200 : code).build();
  }

  private synchronized void answer(String state, Integer... codes) {
    answers.put(state, new ConcurrentLinkedQueue<>(List.of(codes)));
  }

  private void stream(String id, int attempt) {
    stream(id, attempt, ges.url("/").toString());
  }

  private static void stream(String id, int attempt, String base) {
    var url = base + "genesys/1/service/callback/VQ/" + id;
    redis.xadd(
        STREAM,
        StreamEntryID.NEW_ENTRY,
        Map.of(
            "id",
            id,
            "ccid",
            "c",
            "service",
            "VQ",
            "attempt",
            Integer.toString(attempt),
            "data",
            "{\"updateUrl\":\"" + url + "\"}"));
  }

  private void untilIdle() {
    // the group is there once the first entry was read, and a report shows that it was
    Eventually.until(
        () -> reports.isEmpty()
            ? 1L
            : platform.running() + redis.xpending(STREAM, "ors").getTotal(),
        open -> open == 0);
  }

  private int statusOf(String method, String path) throws IOException {
    var request = new Request.Builder()
        .url("http://127.0.0.1:" + platform.port() + path)
        .method(method, method.equals("POST") ? RequestBody.create(new byte[0]) : null)
        .build();
    try (var response = HTTP.newCall(request).execute()) {
      return response.code();
    }
  }

  @Test
  void aSessionReportsEachStateAndIsDialledOnce() {
    stream("a", 1);

    untilIdle();

    var path = "/genesys/1/service/callback/VQ/a ";
    assertThat(reports)
        .containsExactly(
            path + "QUEUED", path + "ROUTING", path + "PROCESSING", path + "COMPLETED");
    assertThat(platform.dialled()).containsExactly(Map.entry(new AttemptKey("a", 1), 1));
  }

  @Test
  void aRefusedSessionEndsWithoutDialling() {
    answer("QUEUED", 409);
    stream("a", 1);

    untilIdle();

    assertThat(reports).hasSize(1);
    assertThat(platform.dialled()).isEmpty();
  }

  @Test
  void aReportThatFindsNoAnswerIsRepeated() {
    answer("ROUTING", 503, 503);
    stream("a", 1);

    untilIdle();

    assertThat(reports).hasSize(6);
    assertThat(platform.dialled()).hasSize(1);
  }

  @Test
  void oneAgentTakesOneCallAfterTheOther() {
    for (int i = 0; i < 10; i++) {
      stream("call-" + i, 1);
    }

    Eventually.until(platform::dialled, dialled -> dialled.size() == 10);
    untilIdle();

    assertThat(platform.dialled()).allSatisfy((key, times) -> assertThat(times).isOne());
  }

  @Test
  void whatWasReadIsTakenUpAgainAfterARestart() {
    platform.hold(true);
    stream("a", 1);
    Eventually.until(() -> reports.size(), count -> count == 1);

    platform.close();
    platform = startPlatform();
    Eventually.until(platform::dialled, dialled -> dialled.size() == 1);
    untilIdle();

    assertThat(platform.dialled()).containsExactly(Map.entry(new AttemptKey("a", 1), 1));
  }

  @Test
  void entriesOfAnEarlierRunAreReportedToWhereGesIsNow() {
    platform.close();
    stream("a", 1, "http://127.0.0.1:" + FreePort.find() + "/");

    platform = startPlatform(AT_ONCE, ges.url("/now/").uri());
    untilIdle();

    assertThat(reports).contains("/now/genesys/1/service/callback/VQ/a COMPLETED");
    assertThat(platform.dialled()).containsExactly(Map.entry(new AttemptKey("a", 1), 1));
  }

  @Test
  void sessionsCanBeFoundAndCancelled() throws IOException {
    platform.hold(true);
    stream("a", 2);
    Eventually.until(platform::running, count -> count == 1);

    assertThat(statusOf("GET", "/scxml/session/sim-a-2/query")).isEqualTo(200);
    assertThat(statusOf("POST", "/scxml/session/sim-a-2/event/callback.cancel")).isEqualTo(200);

    assertThat(statusOf("GET", "/scxml/session/sim-a-2/query")).isEqualTo(404);
    assertThat(statusOf("POST", "/scxml/session/sim-a-2/event/callback.cancel")).isEqualTo(404);
    assertThat(platform.dialled()).isEmpty();
  }

  @Test
  void waitingTimesAreAsFixed() throws IOException {
    platform.fixWaitTime("VQ", 125);

    assertThat(wait("VQ")).contains("\"ewt\":125");
  }

  @Test
  void waitingTimesAreThoseOfTheSimulatedQueue() throws IOException {
    platform.close();
    var slow = new PlatformOptions.Pace(
        Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMillis(10));
    platform = startPlatform(slow);
    assertThat(wait("VQ")).as("never had a call").contains("\"ewt\":-1");

    stream("a", 1);
    Eventually.until(() -> count("ROUTING"), count -> count == 1);
    assertThat(wait("VQ")).as("the agent is busy").contains("\"ewt\":180");

    stream("b", 1);
    stream("c", 1);
    Eventually.until(platform::running, count -> count == 3);
    assertThat(wait("VQ")).as("two are ahead").contains("\"ewt\":540");
    assertThat(wait("VQ_Other")).contains("\"ewt\":-1");
  }

  @Test
  void nobodyWaitsWhileAnAgentIsFree() throws IOException {
    stream("a", 1);
    untilIdle();

    assertThat(wait("VQ")).contains("\"ewt\":0");
  }

  private long count(String state) {
    return reports.stream().filter(report -> report.endsWith(state)).count();
  }

  private String wait(String service) throws IOException {
    var request = new Request.Builder()
        .url("http://127.0.0.1:" + platform.port() + "/urs/call/max/lvq/" + service
            + "?tenant=Environment")
        .build();
    try (var response = HTTP.newCall(request).execute()) {
      return response.body().string();
    }
  }

  @Test
  void aDialThatReachesNobodyIsRepeated() {
    platform.tell("VQ", Story.dialling("BUSY", "NO_ANSWER"));
    stream("a", 1);
    untilIdle();

    assertThat(reports.stream().map(line -> line.replaceAll(".* ", "")))
        .containsExactly(
            "QUEUED",
            "ROUTING",
            "PROCESSING",
            "QUEUED",
            "ROUTING",
            "PROCESSING",
            "QUEUED",
            "ROUTING",
            "PROCESSING",
            "COMPLETED");
    assertThat(platform.dialled()).containsEntry(new AttemptKey("a", 1), 3);
  }

  @Test
  void attemptsMayBeLost() {
    platform.tell("VQ", Story.losing(1));
    stream("a", 1);
    stream("a", 2);
    untilIdle();

    assertThat(platform.dialled()).isEqualTo(Map.of(new AttemptKey("a", 2), 1));
  }

  @Test
  void aSessionMayStayWhereItIsUntilItIsTold() throws IOException {
    platform.tell("VQ", Story.lasting(Story.State.ROUTING));
    stream("a", 1);
    Eventually.until(() -> reports.size(), size -> size == 2);
    Eventually.until(() -> platform.waiting("VQ"), waiting -> waiting == 0);

    assertThat(platform.running()).isEqualTo(1);
    assertThat(statusOf("POST", "/scxml/session/sim-a-1/event/callback.cancel")).isEqualTo(200);
    untilIdle();
    assertThat(reports).hasSize(2);
  }
}
