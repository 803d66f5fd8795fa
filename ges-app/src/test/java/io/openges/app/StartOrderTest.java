package io.openges.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.app.config.ConfigException;
import io.openges.app.config.ConfigLoader;
import io.openges.app.embedded.DirectoryLock;
import io.openges.app.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a server from starting is told before anything is started. */
class StartOrderTest {

  @TempDir
  private Path directory;

  @Test
  void aSettingsFileThatIsNotThereIsAnErrorOfTheConfiguration() {
    assertThat(errors(directory.resolve("absent.json")))
        .containsExactly(
            "GES_SETTINGS_FILE: there is no readable file " + directory.resolve("absent.json"));
    assertThat(errors(directory)).hasSize(1);
  }

  @Test
  void soIsOneThatSaysNothing() throws IOException {
    for (var text : List.of("", "null", "[]", "{")) {
      var file = Files.writeString(directory.resolve("settings.json"), text);

      assertThat(errors(file))
          .containsExactly("GES_SETTINGS_FILE: " + file + " is no JSON object that can be read");
    }
  }

  @Test
  void allErrorsOfItsSettingsAreListed() throws IOException {
    var file = Files.writeString(
        directory.resolve("settings.json"), "{\"formatVersion\":2,\"onRemovedQueue\":\"burn\"}");

    assertThat(errors(file))
        .hasSizeGreaterThan(1)
        .allSatisfy(line -> assertThat(line).startsWith("GES_SETTINGS_FILE: "));
  }

  @Test
  void aDirectoryInUseIsToldBeforeATakenPort() throws IOException {
    var data = directory.resolve("data");
    try (var lock = DirectoryLock.take(data);
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      assertThatExceptionOfType(EmbeddedServerException.class)
          .isThrownBy(() -> start(Map.of("GES_INTERNAL_PORT", port)))
          .withMessageContaining("in use by another running GES");
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void aTakenPortIsNamedWithItsVariable() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      assertThatExceptionOfType(StartException.class)
          .isThrownBy(() -> start(Map.of("GES_EXTERNAL_PORT", port, "GES_INTERNAL_PORT", "0")))
          .withMessageContaining("external port " + port)
          .withMessageContaining("GES_EXTERNAL_PORT");
    }
  }

  @Test
  void aDataDirectoryThatCannotBeUsedIsToldWithItsReason() throws IOException {
    Files.writeString(directory.resolve("data"), "a file");

    assertThatExceptionOfType(EmbeddedServerException.class)
        .isThrownBy(() -> start(Map.of()))
        .withMessageContaining("GES_DATA_DIR")
        .withMessageContaining("a file is in the way");
  }

  private List<String> errors(Path settings) {
    try {
      start(Map.of("GES_SETTINGS_FILE", settings.toString()));
    } catch (ConfigException e) {
      return e.errors();
    }
    throw new AssertionError("it started");
  }

  private void start(Map<String, String> changes) {
    var environment = new HashMap<>(changes);
    environment.put("GES_DATA_DIR", directory.resolve("data").toString());
    GesServer.start(ConfigLoader.load(environment).config()).close();
  }
}
