package io.openges.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.app.config.ConfigLoader;
import io.openges.app.embedded.EmbeddedServerException;
import io.openges.app.installation.MetricsDocument;
import io.openges.app.neighbours.SimulatedPlatform.AttemptKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server with everything it brings along, from outside. */
class GesServerIT {

  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build();

  @TempDir
  private static Path directory;

  private static GesServer server;

  @BeforeAll
  static void start() {
    server = GesServer.start(ConfigLoader.load(environment("0", "0")).config());
  }

  @AfterAll
  static void stop() {
    server.close();
    assertThat(directory.resolve("endpoints.properties")).doesNotExist();
  }

  private static Map<String, String> environment(String internal, String external) {
    return Map.of(
        "GES_DATA_DIR",
        directory.toString(),
        "GES_INTERNAL_PORT",
        internal,
        "GES_EXTERNAL_PORT",
        external,
        "GES_SIMULATION_SPEED",
        "50");
  }

  private static JsonNode call(Request.Builder request) {
    try (var response =
        HTTP.newCall(request.header("x-api-key", server.apiKey()).build()).execute()) {
      return new JsonMapper().readTree(response.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode post(URI url, String json) {
    return call(new Request.Builder()
        .url(url.toString())
        .post(RequestBody.create(json, MediaType.get("application/json"))));
  }

  private static String text(String path) throws IOException {
    var request = new Request.Builder().url(server.internalUri().resolve(path).toString());
    try (var response = HTTP.newCall(request.build()).execute()) {
      return response.body().string();
    }
  }

  private static String metrics() {
    try {
      return text("metrics");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String book(String when) {
    var answer = post(
        server.externalUri().resolve("engagement/v3/callbacks/create"),
        "{\"serviceName\":\"VQ_Demo\",\"phoneNumber\":\"+33123456789\"" + when + "}");
    assertThat(answer.path("status").path("code").asInt()).as("%s", answer).isZero();
    return answer.path("data").path("id").asText();
  }

  private static JsonNode record(String id) {
    var path = "ges/v1/tenants/" + EmbeddedGenesys.TENANT + "/callbacks/" + id;
    return call(new Request.Builder().url(server.internalUri().resolve(path).toString()))
        .path("data");
  }

  private static String withoutSlash(URI uri) {
    return uri.toString().replaceAll("/$", "");
  }

  private static Set<String> statesUntilCompleted(String id) {
    Set<String> seen = new LinkedHashSet<>();
    Eventually.until(
        () -> {
          seen.add(record(id).path("state").asText());
          return seen;
        },
        states -> states.contains("COMPLETED"));
    return seen;
  }

  @Test
  void pushesAreTriedWithoutTheInternet() throws NoSuchAlgorithmException {
    var path = server
        .internalUri()
        .resolve("ges/v1/tenants/" + EmbeddedGenesys.TENANT + "/credentials/push");
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = Base64.getEncoder()
        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    var account =
        "{\"projectId\":\"demo-project\",\"clientEmail\":\"ges@example.com\",\"privateKey\":"
            + "\"-----BEGIN PRIVATE KEY-----\\n" + key + "\\n-----END PRIVATE KEY-----\"}";

    var set = call(new Request.Builder()
        .url(path.toString())
        .put(RequestBody.create(account, MediaType.get("application/json"))));

    assertThat(set.at("/data/set").asBoolean()).as("%s", set).isTrue();
    Eventually.until(
        () -> post(URI.create(path + "/test"), "{\"target\":\"some-device\"}"),
        tried -> tried.at("/data/result").asText().equals("SENT"));
  }

  @Test
  void anImmediateCallbackIsCalled() {
    var id = book("");

    var states = statesUntilCompleted(id);

    assertThat(record(id).path("reason").asText()).isEqualTo("AGENT_CONNECTED");
    assertThat(List.of("QUEUED", "ROUTING", "PROCESSING", "COMPLETED")).containsAll(states);
    assertThat(server.platform().orElseThrow().dialled()).containsEntry(new AttemptKey(id, 1), 1);
  }

  @Test
  void aScheduledCallbackIsPromotedWhenItIsDue() {
    // Due two minutes before: a second or two from now.
    var desired = Instant.now().plus(Duration.ofSeconds(200));
    var id = book(",\"desiredTime\":\"" + desired + "\"");
    server.platform().orElseThrow().fixWaitTime("VQ_Demo", 75);

    assertThat(statesUntilCompleted(id)).contains("COMPLETED");
  }

  @Test
  void theFileTellsWhereItIs() throws IOException {
    assertThat(directory.resolve("endpoints.properties"))
        .hasContent("external=" + withoutSlash(server.externalUri()) + "\ninternal="
            + withoutSlash(server.internalUri()) + "\nui=" + server.externalUri()
            + "ges/ui/\napi-key=" + server.apiKey() + "\n");
    assertThat(Files.getPosixFilePermissions(directory.resolve("endpoints.properties")))
        .hasSize(2);
  }

  @Test
  void itIsHealthyAndMeasured() throws IOException {
    assertThat(text("ges/v1/health/live")).isNotEmpty();
    Eventually.until(
        () -> call(new Request.Builder()
                .url(server.internalUri().resolve("ges/v1/health/detail").toString()))
            .path("status")
            .asText(),
        "UP"::equals);
    // gauges are read every few seconds
    var published = "ges_settings_version{tenant=\"" + EmbeddedGenesys.TENANT + "\"} 1.0";
    Eventually.until(() -> metrics(), text -> text.contains(published));
    assertThat(metrics())
        .contains("ges_callbacks_created{tenant=\"" + EmbeddedGenesys.TENANT + "\"}")
        .contains("GES_HEALTH{version=")
        .doesNotContain(server.apiKey());
  }

  @Test
  void theDocumentListsEveryMetric() throws IOException {
    var exposed = metrics();

    assertThat(MetricsDocument.types()).isEqualTo(MetricsDocument.types(exposed));
    assertThat(MetricsDocument.labels()).containsAllEntriesOf(MetricsDocument.labels(exposed));
  }

  @Test
  void aSecondServerOnTheSameDataIsRefused() {
    var config = ConfigLoader.load(environment("0", "0")).config();

    assertThatExceptionOfType(EmbeddedServerException.class)
        .isThrownBy(() -> GesServer.start(config));
    assertThat(record(book("")).path("state").asText()).isNotEmpty();
  }

  @Test
  void theFiguresOfItsQueuesAreTold() {
    var answer = post(
        server.externalUri().resolve("engagement/v3/statistics/operations/get-statistic-ex"),
        "{\"statistics\":[{\"name\":\"s1\",\"objectId\":\"VQ_Nobody\",\"objectType\":\"Queue\","
            + "\"statisticId\":\"CurrentCalls\"}]}");

    assertThat(answer.at("/data/statistics/0/value").asInt(-1)).as("%s", answer).isZero();
  }
}
