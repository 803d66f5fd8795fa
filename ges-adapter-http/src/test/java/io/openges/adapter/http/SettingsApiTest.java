package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specification 10.1, as Designer sees it. */
class SettingsApiTest {

  private static final String BASE = "/ges/v1/tenants/" + TestNode.CCID;
  private static final String SETTINGS = BASE + "/callback-settings";
  private static final String VERSIONS = SETTINGS + "/versions";
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String NOTHING = "\"diff\":{\"queues\":{\"added\":[],\"removed\":[],"
      + "\"changed\":[]},\"businessHours\":{\"added\":[],\"removed\":[],\"changed\":[]}},"
      + "\"impact\":{\"OUT_OF_HOURS\":0,\"OVER_CAPACITY\":0,\"QUEUE_REMOVED\":0,"
      + "\"GRID_CHANGED\":0,\"samples\":[],\"complete\":true},"
      + "\"proxyObjects\":{\"create\":[],\"remove\":[]},\"warnings\":[]}";
  private static final String TO_8002 = "{\"queues\":{\"VQ\":{\"routingPoint\":\"8002\"}}}";
  private static final String HOLIDAY =
      "{\"businessHours\":{\"bh\":{\"specialDays\":[{\"id\":\"d\",\"name\":\"Day\","
          + "\"enabled\":true,\"yearly\":false,\"hours\":[],"
          + "\"ranges\":[{\"from\":\"2026-12-02\",\"to\":\"2026-12-02\"}]}]}}}";

  private final TestNode node = TestNode.start();
  private final Http http = node.internal();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void theSameContentMakesNoNewVersion() {
    var shown = http.get(SETTINGS);
    assertThat(shown.data().path("version").asInt()).isEqualTo(1);
    assertThat(shown.header("ETag")).isEqualTo("\"1\"");

    assertThat(put(content()).data().toString())
        .isEqualTo("{\"version\":1,\"previousVersion\":1,\"applied\":false," + NOTHING);
    var signed = content().replaceFirst("\\{", "{\"source\":{\"publishedBy\":\"me\"},");
    assertThat(put(signed).data().path("applied").asBoolean()).isFalse();
  }

  @Test
  void aNumberWrittenOtherwiseIsTheSameContent() {
    var odd = content().replace("\"routingPoint\"", "\"weight\":1.50,\"routingPoint\"");
    assertThat(put(odd).data().path("version").asInt()).isEqualTo(2);

    assertThat(put(odd.replace("1.50", "1.5")).data().path("applied").asBoolean())
        .isFalse();
  }

  @Test
  void aPublicationSaysWhatItChanges() {
    var changed =
        put(content().replace("\"8001\"", "\"8002\""), "If-Match", "\"1\"").data();

    assertThat(changed.path("version").asInt()).isEqualTo(2);
    assertThat(changed.path("previousVersion").asInt()).isEqualTo(1);
    assertThat(changed.path("applied").asBoolean()).isTrue();
    assertThat(changed.at("/diff/queues").toString())
        .isEqualTo("{\"added\":[],\"removed\":[],"
            + "\"changed\":[{\"queue\":\"VQ\",\"columns\":[\"routingPoint\"]}]}");
  }

  @Test
  void aDryRunSaysWhomAHolidayWouldStrandAndChangesNothing() {
    book("2026-12-02T09:00:00Z");
    book("2026-12-03T09:00:00Z");

    var tried = http.send("PATCH", SETTINGS + "?dryRun=true", HOLIDAY).data();

    assertThat(tried.path("applied").asBoolean()).isFalse();
    assertThat(tried.path("version").asInt()).isEqualTo(2);
    assertThat(tried.at("/diff/businessHours/changed").toString()).isEqualTo("[\"bh\"]");
    assertThat(tried.at("/impact/OUT_OF_HOURS").asInt()).isEqualTo(1);
    assertThat(tried.at("/impact/samples").toString())
        .isEqualTo("[{\"id\":\"" + ID + "\",\"service\":\"VQ\","
            + "\"desiredTime\":\"2026-12-02T09:00:00.000Z\",\"problem\":\"OUT_OF_HOURS\"}]");
    assertThat(http.get(SETTINGS).data().path("version").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "dryRun=TRUE, dryRun: ",
    "dryRun=1, dryRun: ",
    "dryRun=maybe, dryRun: ",
    "dryRun=, dryRun: ",
    "dryRun, dryRun: ",
    "dryRun=true&dryRun=true, dryRun: ",
    "dryrun=true, dryrun: unknown parameter",
    "dry%52un=true, query: unknown parameter",
    "dryRun=true&force=1, force: unknown parameter"
  })
  void aMistypedDryRunIsRefusedAndPublishesNothing(String query, String named) {
    for (var method : new String[] {"PUT", "PATCH"}) {
      var refused = http.send(method, SETTINGS + "?" + query, TO_8002);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo(501);
      assertThat(refused.message()).startsWith(named);
    }
    assertThat(http.get(SETTINGS).data().path("version").asInt()).isEqualTo(1);
  }

  @Test
  void aDryRunThatIsFalseIsNone() {
    assertThat(http.send("PATCH", SETTINGS + "?dryRun=false", TO_8002)
            .data()
            .path("applied")
            .asBoolean())
        .isTrue();
  }

  @Test
  void aPatchThatNamesNoPartOfATableIsRefused() {
    var misspelt = patch("{\"VQ\":{\"priority\":1}}");

    assertThat(misspelt.code()).isEqualTo(7183);
    assertThat(misspelt.data().at("/errors/0/path").asText()).isEqualTo("VQ");
    assertThat(misspelt.data().at("/errors/0/message").asText())
        .startsWith("unknown; expected queues or businessHours");
    assertThat(http.get(SETTINGS).data().path("version").asInt()).isEqualTo(1);
  }

  @Test
  void aPatchChangesWhatItNamesAndNullRemoves() {
    var content = http.get(SETTINGS).data().path("content");
    var row = content.at("/queues/VQ").toString();

    var added = patch("{\"queues\":{\"VQ2\":" + row + "}}");
    var removed = patch("{\"queues\":{\"VQ\":null}}");
    var inUse = patch("{\"businessHours\":{\"bh\":null}}");

    assertThat(added.data().at("/diff/queues/added").toString()).isEqualTo("[\"VQ2\"]");
    assertThat(removed.data().at("/diff/queues/removed").toString()).isEqualTo("[\"VQ\"]");
    assertThat(removed.data().path("proxyObjects").toString())
        .isEqualTo("{\"create\":[],\"remove\":[\"VQ\"]}");
    assertThat(inUse.code()).isEqualTo(7183);
    assertThat(inUse.data().at("/errors/0/path").asText()).isEqualTo("queues.VQ2.businessHours");
    var now = http.get(SETTINGS).data();
    assertThat(now.path("version").asInt()).isEqualTo(3);
    assertThat(now.at("/content/queues").toString()).isEqualTo("{\"VQ2\":" + row + "}");
  }

  @Test
  void anEarlierVersionIsListedShownAndPublishedAgain() {
    patch(TO_8002);

    assertThat(http.get(VERSIONS).data().toString())
        .isEqualTo("{\"items\":[{\"version\":2,\"publishedAt\":\"2026-12-01T08:00:00.000Z\"},"
            + "{\"version\":1,\"publishedAt\":\"2026-12-01T08:00:00.000Z\"}]}");
    var first = http.get(VERSIONS + "/1");
    assertThat(first.header("ETag")).isEqualTo("\"1\"");
    assertThat(first.data().at("/content/queues/VQ/routingPoint").asText()).isEqualTo("8001");

    var back = put(first.data().path("content").toString());

    assertThat(back.data().path("version").asInt()).isEqualTo(3);
    assertThat(http.get(SETTINGS).data().path("content")).isEqualTo(first.data().path("content"));
    for (var unknown : new String[] {"0", "4", "-1", "x", "99999999999"}) {
      assertThat(http.get(VERSIONS + "/" + unknown).code()).as(unknown).isEqualTo(7170);
    }
  }

  @Test
  void aRemovedQueueTakesNoBookingsAndCancelsWhereItIsTold() {
    book("2026-12-02T09:00:00Z");

    var removed = patch("{\"onRemovedQueue\":\"cancel\",\"queues\":{\"VQ\":null}}");

    assertThat(removed.data().at("/impact/QUEUE_REMOVED").asInt()).isEqualTo(1);
    var record = http.get(BASE + "/callbacks/" + ID).data();
    assertThat(record.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(record.path("reason").asText()).isEqualTo("QUEUE_REMOVED");
    assertThat(booking("2026-12-02T09:00:00Z").code()).isEqualTo(7040);
  }

  @Test
  void whatLooksLikeAMistakeIsTold() {
    var odd = content().replaceFirst("\\{", "{\"source\":{\"publishedAt\":\"yesterday\"},");

    var tried = http.send("PUT", SETTINGS + "?dryRun=true", odd);

    assertThat(tried.data().at("/warnings/0/path").asText()).isEqualTo("source.publishedAt");
    assertThat(put(odd).data().path("warnings")).isEqualTo(tried.data().path("warnings"));
  }

  @Test
  void settingsOfAnotherVersionOrWithErrorsAreRefused() {
    var content = content();

    var conflict = put(content, "If-Match", "\"7\"");
    var invalid = put(content.replace("\"8001\"", "8001"));

    assertThat(conflict.status()).isEqualTo(412);
    assertThat(conflict.code()).isEqualTo(7182);
    assertThat(conflict.message()).isEqualTo("Settings version is 1, expected 7");
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.code()).isEqualTo(7183);
    assertThat(invalid.message()).isEqualTo("1 error (see data.errors)");
    assertThat(invalid.data().at("/errors/0/path").asText()).contains("routingPoint");
    assertThat(put(content, "If-Match", "x").code()).isEqualTo(501);
    assertThat(put("[]").code()).isEqualTo(501);
    assertThat(http.get(SETTINGS).data().path("version").asInt()).isEqualTo(1);
  }

  private String content() {
    return http.get(SETTINGS).data().path("content").toString();
  }

  private void book(String time) {
    assertThat(booking(time).status()).isEqualTo(200);
  }

  private Http.Answer booking(String time) {
    return http.post(
        BASE + "/callbacks",
        "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\",\"desiredTime\":\"" + time
            + "\"}");
  }

  private Http.Answer put(String body, String... headers) {
    return http.send("PUT", SETTINGS, body, headers);
  }

  private Http.Answer patch(String body) {
    return http.send("PATCH", SETTINGS, body);
  }
}
