package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerRulesTest {

  private static final String RETRIEVE = "/engagement/v3/callbacks/retrieve";
  private static final String STATUS = "/engagement/v3/callbacks/queue-status/VQ";
  private static final String LIST = "/ges/v1/tenants/" + TestNode.CCID + "/callbacks";

  private TestNode node;
  private Http external;
  private Http internal;

  @BeforeEach
  void start() {
    use(TestNode.start());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void use(TestNode fresh) {
    node = fresh;
    external = fresh.external();
    internal = fresh.internal();
  }

  @ParameterizedTest
  @ValueSource(strings = {STATUS, "/nowhere", "/ges/ui/", "/ges/v1/health/live"})
  void theExternalListenerRefusesTenantHeadersFirstOfAll(String path) {
    for (var header : new String[] {"ccid", "ContactCenterID"}) {
      var answer = external.get(path, header, "anything", "x-api-key", TestNode.KEY);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo(1105);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/engagement/v3/callbacks/availability/VQ?start=2026-12-01T10:00:00Z&start=, start",
    "/engagement/v3/callbacks/availability/VQ?reportBusy=true&reportBusy=true, reportBusy",
    "/engagement/v3/estimated-wait-time?virtual-queues=a&virtual-queues=b, virtual-queues"
  })
  void aQueryParameterThatComesTwiceIsRefusedOnBothListeners(String path, String name) {
    for (var listener : new Http[] {external, internal}) {
      var answer = listener.get(path, "x-api-key", TestNode.KEY);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(501);
      assertThat(answer.message()).isEqualTo(name + ": expected at most once");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/engagement/v3/callbacks/availability/VQ?start=%zz, start",
    "/engagement/v3/callbacks/availability/VQ?numberOfDays=1&reportBusy=%1, reportBusy",
    "/engagement/v3/estimated-wait-time?virtual-queues=a&mode=mode%, mode"
  })
  void whatCannotBeDecodedIsRefusedByItsName(String path, String name) {
    var answer = external.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nx-api-key: " + TestNode.KEY
        + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":501", name + ": expected two");
  }

  @ParameterizedTest
  @CsvSource({
    "/engagement/v3/callbacks/queue-status/%ud800, text/plain, 400",
    "/engagement/v3/callbacks/open-for/VQ?start=2026-12-01T10:00:00Z, a; charset.x, 200",
    "/engagement/v3/callbacks/open-for/VQ?start=2026-12-01T10:00:00Z, a; charset=utf-16, 200",
  })
  void aQuestionIsReadAsItShouldBeWhateverItsTypeSays(String path, String type, int status) {
    var answer = external.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nx-api-key: " + TestNode.KEY
        + "\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(node.bugs).hasValue(0);
  }

  @Test
  void emptyTenantHeadersAreIgnored() {
    assertThat(external
            .get(STATUS, "ccid", "", "ContactCenterID", " ", "x-api-key", TestNode.KEY)
            .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/ges/v1/health/live",
        "/ges/v1/openapi.json",
        "/genesys/1/service/callback/VQ/availability",
        "/engagement/v3/estimated-wait-time/",
        "/engagement/v3/callbacks/create/",
        "/engagement/v3/callbacks/CREATE",
        "/engagement/v3/callbacks/queue-status/",
        "/engagement/v3/callbacks/queue-status/a/b",
        "/ges/ui/other.html",
        "/ges/ui/../v1/health/live",
        "//ges/ui/",
        "/"
      })
  void anyOtherPathOfTheExternalListenerDoesNotExist(String path) {
    var answer = external.get(path, "x-api-key", TestNode.KEY);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(7170);
    assertThat(answer.header("X-GES-Correlation-Id"))
        .isEqualTo(answer.json().at("/status/corrId").asText());
  }

  @Test
  void apiKeysAreNeededAndKnown() {
    assertThat(external.get(STATUS).code()).isEqualTo(1103);
    assertThat(external.get(STATUS, "x-api-key", " ").code()).isEqualTo(1103);
    assertThat(external.get(STATUS, "x-api-key", "nobodys").code()).isEqualTo(1104);
    assertThat(external.get(STATUS, "X-API-KEY", TestNode.KEY).status()).isEqualTo(200);
    assertThat(external.get(STATUS).status()).isEqualTo(401);
  }

  @Test
  void theInternalListenerTakesKeyOrContactCenter() {
    assertThat(internal.get(STATUS, "x-api-key", TestNode.KEY).status()).isEqualTo(200);
    assertThat(internal.get(STATUS, "ContactCenterID", TestNode.CCID).status()).isEqualTo(200);
    assertThat(internal
            .get(STATUS, "ccid", TestNode.CCID, "x-api-key", TestNode.KEY)
            .status())
        .isEqualTo(200);
    assertThat(internal
            .get(STATUS, "ccid", TestNode.OTHER_CCID, "x-api-key", TestNode.KEY)
            .code())
        .isEqualTo(1105);
    assertThat(internal.get(STATUS, "ccid", TestNode.CCID.replace('1', '3')).code())
        .isEqualTo(1104);
    assertThat(internal.get(STATUS, "ccid", "no uuid").code()).isEqualTo(1104);
    assertThat(internal.get(STATUS, "ccid", "no uuid").message())
        .as("nobody sent an API key")
        .isEqualTo("No such contact center");
    assertThat(internal.get(STATUS).code()).isEqualTo(1103);
    assertThat(internal.get(LIST.replace('1', '3').replace("/v3/", "/v1/")).code())
        .isEqualTo(1104);
  }

  @Test
  void theInternalTokenGuardsTheInternalNetwork() {
    node.close();
    use(TestNode.withToken("s3cret"));

    for (var path :
        new String[] {LIST, "/ges/v1/openapi.json", "/genesys/1/service/callback/VQ/availability"
        }) {
      assertThat(internal.get(path, "ccid", TestNode.CCID).code()).as(path).isEqualTo(1106);
      assertThat(internal
              .get(path, "ccid", TestNode.CCID, "Authorization", "Bearer other")
              .status())
          .isEqualTo(401);
      assertThat(internal
              .get(path, "ccid", TestNode.CCID, "authorization", "bearer s3cret")
              .status())
          .isEqualTo(200);
    }
    assertThat(internal.get(STATUS, "ccid", TestNode.CCID).code()).isEqualTo(1106);
    assertThat(internal.get(STATUS, "x-api-key", TestNode.KEY).status()).isEqualTo(200);
    assertThat(internal.get("/ges/v1/health/live").status()).isEqualTo(200);
    assertThat(internal.get("/metrics").status()).isEqualTo(200);
  }

  @Test
  void theWrongMethodIsToldTheRightOnes() {
    var answer = external.get(RETRIEVE, "x-api-key", TestNode.KEY);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.code()).isEqualTo(7171);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    assertThat(internal.send("DELETE", LIST, null).header("Allow")).isEqualTo("GET, POST");
    assertThat(external.send("OPTIONS", RETRIEVE, null).status()).isEqualTo(405);
    assertThat(external.send("BREW", RETRIEVE, null).status()).isEqualTo(405);
    assertThat(external.send("HEAD", STATUS, null).status()).isEqualTo(405);
    assertThat(external.send("HEAD", "/nowhere", null).status()).isEqualTo(404);
  }

  @Test
  void onlyJsonIsTaken() {
    var body = "{\"id\":\"x\"}";
    for (var type : new String[] {
      "text/plain",
      "application/xml",
      "application/x-www-form-urlencoded",
      "application/json; charset=iso-8859-1"
    }) {
      var answer = external.post(RETRIEVE, body, "x-api-key", TestNode.KEY, "Content-Type", type);
      assertThat(answer.status()).as(type).isEqualTo(415);
      assertThat(answer.code()).isEqualTo(7172);
    }
    for (var type : new String[] {"application/json", "Application/JSON; charset=\"UTF-8\""}) {
      assertThat(external
              .post(RETRIEVE, body, "x-api-key", TestNode.KEY, "Content-Type", type)
              .code())
          .isEqualTo(7100);
    }
    assertThat(external.post(RETRIEVE, body, "x-api-key", TestNode.KEY).code()).isEqualTo(7100);
  }

  @Test
  void a61stUnknownKeyOfAMinuteIsThrottledButKnownOnesAreNot() {
    assertThat(external.get(STATUS, "x-api-key", TestNode.KEY).status()).isEqualTo(200);
    for (int i = 0; i < 60; i++) {
      assertThat(external.get(STATUS, "x-api-key", "k" + i).code()).isEqualTo(1104);
    }

    var answer = external.get(STATUS, "x-api-key", "k61");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo(7041);
    assertThat(Integer.parseInt(String.valueOf(answer.header("Retry-After")))).isBetween(1, 61);
    assertThat(external.get(STATUS, "x-api-key", TestNode.KEY).status()).isEqualTo(200);
    assertThat(external
            .get(STATUS, "x-api-key", "k62", "X-Forwarded-For", "203.0.113.9")
            .code())
        .isEqualTo(1104);
  }

  @Test
  void aCallerCannotHideBehindALineOfItsOwn() {
    int code = 0;
    for (int i = 0; i <= 60; i++) {
      code = external
          .get(
              STATUS,
              "x-api-key",
              "k" + i,
              "X-Forwarded-For",
              "198.51.100." + i,
              "X-Forwarded-For",
              "203.0.113.9")
          .code();
    }

    assertThat(code).isEqualTo(7041);
  }

  @Test
  void pagesOfAllowedOriginsMayCall() {
    var preflight = external.send(
        "OPTIONS",
        RETRIEVE,
        null,
        "Origin",
        TestNode.ORIGIN,
        "Access-Control-Request-Method",
        "POST");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(TestNode.ORIGIN);
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST");
    assertThat(preflight.header("Access-Control-Allow-Headers"))
        .isEqualTo("content-type, x-api-key, cache-control, idempotency-key");
    assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");

    var answer = external.get(STATUS, "Origin", TestNode.ORIGIN, "x-api-key", TestNode.KEY);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(TestNode.ORIGIN);
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .isEqualTo("Retry-After, X-GES-TZDATA, X-GES-Correlation-Id, Idempotent-Replayed");
  }

  @Test
  void pagesOfOtherOriginsOrOfOtherTenantsMayNot() {
    var preflight = external.send(
        "OPTIONS",
        RETRIEVE,
        null,
        "Origin",
        "https://evil.example",
        "Access-Control-Request-Method",
        "POST");
    assertThat(preflight.status()).isEqualTo(405);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
    assertThat(external
            .get(STATUS, "Origin", TestNode.ORIGIN, "x-api-key", TestNode.OTHER_KEY)
            .header("Access-Control-Allow-Origin"))
        .isNull();
  }

  @Test
  void namesInPathsAreDecodedOnceAndCaseSensitive() {
    assertThat(external
            .get(STATUS.replace("VQ", "%56%51"), "x-api-key", TestNode.KEY)
            .status())
        .isEqualTo(200);
    assertThat(external
            .get(STATUS.replace("VQ", "%2556Q"), "x-api-key", TestNode.KEY)
            .code())
        .isEqualTo(7040);
    assertThat(
            external.get(STATUS.replace("VQ", "vq"), "x-api-key", TestNode.KEY).code())
        .isEqualTo(7040);
    assertThat(external
            .get(STATUS.replace("VQ", "a%2Fb+c%20d"), "x-api-key", TestNode.KEY)
            .code())
        .isEqualTo(7040);
    assertThat(external
            .get(STATUS.replace("VQ", "x".repeat(256)), "x-api-key", TestNode.KEY)
            .code())
        .isEqualTo(501);
    assertThat(
            external.get(STATUS.replace("VQ", "%00"), "x-api-key", TestNode.KEY).status())
        .isEqualTo(400);
  }

  @Test
  void apisAreNeverCachedAndPagesAreGuarded() {
    assertThat(internal.get(LIST).header("Cache-Control")).isEqualTo("no-store");
    assertThat(external.get("/nowhere").header("Cache-Control")).isEqualTo("no-store");
    assertThat(external.get("/ges/ui/api/openapi.json").header("Cache-Control"))
        .isEqualTo("no-store");

    var page = external.get("/ges/ui/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none';");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("X-GES-Correlation-Id")).isNotNull();
    assertThat(page.body()).contains("ges.css").doesNotContain("<script");
    assertThat(external.get("/ges/ui/ges.css").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ges", "/ges/", "/ges/ui"})
  void theRootLeadsToThePages(String path) {
    var answer = external.get(path);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo("/ges/ui/");
    assertThat(answer.header("Set-Cookie")).isNull();
  }
}
