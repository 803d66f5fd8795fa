package io.openges.adapter.ors.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.ors.http.Faults;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.adapter.ors.session.HttpCallSessions.Diagnosis;
import io.openges.adapter.ors.session.SessionConfig.Node;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.ports.driven.dispatch.CallSessions.Delivery;
import io.openges.ports.driven.dispatch.CallSessions.Presence;
import io.openges.ports.driven.dispatch.CallSessions.Proof;
import io.openges.ports.driven.dispatch.CallSessions.Running;
import io.openges.ports.testing.Callbacks;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpCallSessionsIT {

  private static final CallbackKey KEY = new CallbackKey(
      Callbacks.anyTenant(),
      new CallbackId(UUID.fromString("0f3a5c52-0000-4000-8000-00000000000a")));

  private final MockWebServer first = new MockWebServer();
  private final MockWebServer second = new MockWebServer();
  private final PlatformClient client = new PlatformClient(System::nanoTime);

  @BeforeEach
  void start() throws IOException {
    first.start();
    second.start();
    Faults.answer(first, request -> Faults.json("{\"sessions\":[]}"));
    Faults.answer(second, request -> Faults.json("{\"sessions\":[]}"));
  }

  @AfterEach
  void stop() {
    client.close();
    first.close();
    second.close();
  }

  @Test
  void theQueryNamesCallbackAndAttempt() throws InterruptedException {
    assertThat(sessions().find(KEY, 2)).isEqualTo(Proof.NO_SESSION);

    var request = first.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getTarget())
        .isEqualTo(
            "/scxml/session/query?callbackId=0f3a5c52-0000-4000-8000-00000000000a&attempt=2");
    assertThat(second.getRequestCount()).isOne();
  }

  @Test
  void aSessionOnAnyServerIsFound() {
    Faults.answer(second, request -> Faults.json("{\"sessions\":[\"S1\"]}"));

    assertThat(sessions().find(KEY, 1)).isEqualTo(Proof.SESSION_EXISTS);
  }

  @Test
  void oneServerThatAnswersIsProofEnough() {
    second.close();

    assertThat(sessions().find(KEY, 1)).isEqualTo(Proof.NO_SESSION);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "REDIRECT", "PAGE", "EMPTY", "OTHER_JSON"})
  void aStrangeAnswerProvesNothing(Faults fault) {
    Faults.answer(second, request -> fault.response());

    assertThat(sessions().find(KEY, 1)).isEqualTo(Proof.NONE_ANSWERS);
  }

  @Test
  void aBrokenConnectionProvesNothing() {
    Faults.answer(first, request -> Faults.RESET.response());
    Faults.answer(second, request -> Faults.TORN.response());

    assertThat(sessions().find(KEY, 1)).isEqualTo(Proof.NONE_ANSWERS);
  }

  @Test
  void withoutServersThereIsNoProof() {
    var nobody = new HttpCallSessions(new SessionConfig(List.of(), "eu"), client);

    assertThat(nobody.isConfigured()).isFalse();
    assertThat(nobody.find(KEY, 1)).isEqualTo(Proof.NONE_ANSWERS);
    assertThat(nobody.tell(KEY, revocation("S1", null))).isEqualTo(Delivery.NO_ANSWER);
    assertThat(nobody.ping()).isFalse();
  }

  @Test
  void anEventCarriesWhatItIsAbout() throws InterruptedException {
    var delivery = sessions().tell(KEY, revocation("S 1/2", url(first)));

    assertThat(delivery).isEqualTo(Delivery.DELIVERED);
    var request = first.takeRequest();
    assertThat(request.getRequestLine())
        .isEqualTo("POST /scxml/session/S%201%2F2/event/callback.cancel HTTP/1.1");
    assertThat(String.valueOf(request.getHeaders().get("Content-Type")))
        .startsWith("application/json");
    assertThat(request.getBody()).isNotNull();
    assertThat(request.getBody().utf8()).isEqualTo("""
            {"id":"0f3a5c52-0000-4000-8000-00000000000a","attempt":3,"reason":"CANCEL"}""");
    assertThat(second.getRequestCount()).isZero();
  }

  @Test
  void aUrlOfAnUnknownHostIsNotFollowed() throws IOException {
    try (var stranger = new MockWebServer()) {
      stranger.start();
      var url = "http://stranger.invalid:" + stranger.getPort();

      assertThat(sessions().tell(KEY, revocation("S1", url))).isEqualTo(Delivery.DELIVERED);
      assertThat(sessions().tell(KEY, revocation("S1", "not a url"))).isEqualTo(Delivery.DELIVERED);

      assertThat(stranger.getRequestCount()).isZero();
      assertThat(first.getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void anUnknownPortOfAKnownHostIsNotFollowed() throws IOException {
    try (var stranger = new MockWebServer()) {
      stranger.start();

      sessions().tell(KEY, revocation("S1", url(stranger)));

      assertThat(stranger.getRequestCount()).isZero();
    }
  }

  @Test
  void aSessionIsGoneWhenNoServerHasIt() {
    Faults.answer(first, request -> notFound());
    Faults.answer(second, request -> notFound());

    assertThat(sessions().tell(KEY, revocation("S1", null))).isEqualTo(Delivery.GONE);
    assertThat(sessions().tell(KEY, revocation("S1", url(first)))).isEqualTo(Delivery.GONE);
  }

  @Test
  void aSessionIsNotGoneWhileAServerIsSilent() {
    Faults.answer(first, request -> notFound());
    second.close();

    assertThat(sessions().tell(KEY, revocation("S1", null))).isEqualTo(Delivery.NO_ANSWER);
  }

  @Test
  void aRunningSessionTellsOfItself() throws InterruptedException {
    Faults.answer(first, request -> Faults.json("{\"any\": 1}"));

    var diagnosis = sessions().diagnose(session("S1", url(first)));

    assertThat(diagnosis).isEqualTo(new Diagnosis(true, "{\"any\": 1}"));
    assertThat(first.takeRequest().getTarget()).isEqualTo("/scxml/session/S1/query");
  }

  @Test
  void onlyAServerThatKnowsDeniesASession() {
    Faults.answer(first, request -> notFound());
    second.close();

    assertThat(sessions().diagnose(session("S1", url(first))))
        .isEqualTo(new Diagnosis(false, null));
    assertThat(sessions().diagnose(session("S1", url(second))))
        .isEqualTo(new Diagnosis(true, null));
  }

  @Test
  void aSessionIsDeniedOnlyWhenEveryServerThatMightHaveItAnswers() {
    Faults.answer(first, request -> notFound());
    assertThat(ask(session("S1", null))).isEqualTo(Presence.RUNS);

    Faults.answer(second, request -> notFound());
    assertThat(ask(session("S1", null))).isEqualTo(Presence.GONE);

    second.close();
    assertThat(ask(session("S1", null))).isEqualTo(Presence.UNKNOWN);
    assertThat(ask(session("", null))).isEqualTo(Presence.UNKNOWN);
    assertThat(ask(session("S1", url(first)))).isEqualTo(Presence.GONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "REDIRECT", "RESET"})
  void aFaultDoesNotDenyASession(Faults fault) {
    Faults.answer(first, request -> fault.response());

    assertThat(ask(session("S1", url(first)))).isEqualTo(Presence.UNKNOWN);
  }

  @Test
  void withoutServersNoSessionIsDenied() {
    var nobody = new HttpCallSessions(new SessionConfig(List.of(), "eu"), client);

    assertThat(nobody.ask(List.of(new Running(KEY, 1, session("S1", null)))))
        .containsExactly(Presence.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aNameThatWouldLeadToAnotherPathIsNotUsed(String name) throws InterruptedException {
    assertThat(ask(session(name, url(first)))).isEqualTo(Presence.GONE);
    assertThat(sessions().tell(KEY, revocation(name, url(first)))).isEqualTo(Delivery.GONE);
    assertThat(sessions().diagnose(session(name, url(first))).mayRun()).isTrue();

    assertThat(first.getRequestCount()).isOne();
    assertThat(first.takeRequest().getTarget()).startsWith("/scxml/session/query?callbackId=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "%2e%2e", "a/../b", "x?y#z", "..;", "é \\"})
  void aNameStaysOneSegmentOfThePath(String name) throws InterruptedException {
    ask(session(name, url(first)));

    var url = first.takeRequest().getUrl();
    assertThat(url.pathSegments()).containsExactly("scxml", "session", name, "query");
  }

  private Presence ask(Attempt.Session session) {
    return sessions().ask(List.of(new Running(KEY, 1, session))).get(0);
  }

  @Test
  void anyAnswerIsASignOfLife() {
    Faults.answer(first, request -> notFound());
    second.close();
    assertThat(sessions().ping()).isTrue();

    first.close();
    assertThat(sessions().ping()).isFalse();
  }

  @Test
  void theOwnRegionComesFirst() {
    var nodes = List.of(new Node("us", "a", 1), new Node("eu", "b", 2), new Node("us", "c", 3));

    assertThat(new SessionConfig(nodes, "eu").nodes())
        .extracting(Node::host)
        .containsExactly("b", "a", "c");
  }

  private HttpCallSessions sessions() {
    var nodes = List.of(
        new Node("eu", first.getHostName(), first.getPort()),
        new Node("us", second.getHostName(), second.getPort()));
    return new HttpCallSessions(new SessionConfig(nodes, "eu"), client);
  }

  private static MockResponse notFound() {
    return new MockResponse.Builder().code(404).build();
  }

  private static String url(MockWebServer server) {
    return "http://" + server.getHostName() + ":" + server.getPort();
  }

  private static Attempt.Session session(String id, @Nullable String url) {
    return new Attempt.Session(id, url, 1, null, null);
  }

  private static Revocation revocation(String id, @Nullable String url) {
    return new Revocation(3, "1-1", session(id, url), Revocation.CANCEL, Callbacks.NOON);
  }
}
