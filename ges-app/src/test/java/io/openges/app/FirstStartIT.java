package io.openges.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.config.ConfigLoader;
import io.openges.app.installation.Answer;
import io.openges.app.installation.Http;
import io.openges.app.neighbours.gws.ContactCenter;
import io.openges.app.neighbours.gws.GwsOptions;
import io.openges.app.neighbours.gws.SimulatedGws;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the neighbours of the embedded default do at its first start, and at later ones. */
class FirstStartIT {

  @TempDir
  private Path directory;

  private GesServer start(Map<String, String> more) {
    var environment = new HashMap<>(Map.of(
        "GES_DATA_DIR", directory.toString(), "GES_INTERNAL_PORT", "0", "GES_EXTERNAL_PORT", "0"));
    environment.putAll(more);
    return GesServer.start(ConfigLoader.load(environment).config());
  }

  private static URI settings(GesServer server) {
    return server
        .internalUri()
        .resolve("ges/v1/tenants/" + EmbeddedGenesys.TENANT + "/callback-settings");
  }

  /** The call-in group that the example's queue names. */
  private static URI group(GesServer server) {
    return settings(server).resolve("call-in-groups/US_Mobile");
  }

  private static Answer status(GesServer server, String key) {
    var uri = server.externalUri().resolve("engagement/v3/callbacks/queue-status/VQ_Demo");
    return Http.get(uri, "x-api-key", key);
  }

  @Test
  void aRestartKeepsWhatWasPublishedAndOneNeighbourMayBeAnother() throws IOException {
    String key;
    var secretKey = directory.resolve("secret-key");
    try (var first = start(Map.of())) {
      key = first.apiKey();
      assertThat(Http.get(settings(first)).data().path("version").asInt()).isEqualTo(1);
      assertThat(status(first, key).outcome()).isEqualTo("200 0");
      assertThat(Http.send("DELETE", group(first), null).outcome()).isEqualTo("200 0");
      var change = "{\"queues\":{\"VQ_Demo\":{\"maxCallbacksPerSlot\":3}}}";
      assertThat(Http.send("PATCH", settings(first), change).outcome()).isEqualTo("200 0");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secretKey)))
        .as("what opens all secrets is the owner's alone")
        .isEqualTo("rw-------");
    var kept = Files.readString(secretKey);
    assertThat(Base64.getDecoder().decode(kept)).hasSize(32);

    var center =
        new ContactCenter(EmbeddedGenesys.TENANT.toString(), Set.of("another-key"), Set.of());
    var other = SimulatedGws.start(new GwsOptions(
        new GwsOptions.Client("x", "x"), true, List.of(center), List.of(), object -> 0));
    try (var second = start(Map.of("GWS_ENV", other.uri().toString()))) {
      assertThat(Http.get(settings(second)).data().path("version").asInt()).isEqualTo(2);
      assertThat(status(second, "another-key").outcome()).isEqualTo("200 0");
      assertThat(Http.get(group(second)).status()).as("not made again").isEqualTo(404);
      assertThat(status(second, "nobody-has-this").outcome()).isEqualTo("401 1104");
      assertThat(second.apiKey()).isEmpty();
    } finally {
      other.close();
    }
    assertThat(secretKey).hasContent(kept);

    try (var third = start(Map.of("GES_API_KEYS", "own=" + EmbeddedGenesys.TENANT))) {
      assertThat(third.apiKey()).isEqualTo("own");
      assertThat(status(third, "own").outcome()).isEqualTo("200 0");
      assertThat(status(third, key).outcome()).isEqualTo("401 1104");
    }
  }
}
