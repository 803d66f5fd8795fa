package io.openges.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Http;
import io.openges.app.installation.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/configuration.md tells an operator to do: the jar with its folder, outside of a
 * checkout, and a file of variables.
 */
@Timeout(240)
class ProductionStartIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String TENANT = "9350e2fc-a1dd-4c65-8d40-1f75a2e080dd";

  @TempDir
  private Path folder;

  @Test
  void aJarAndItsFolderAreAllItTakes() throws Exception {
    var build = ROOT.resolve("ges-app/target");
    Files.copy(build.resolve("ges-app.jar"), folder.resolve("ges-app.jar"));
    Files.createSymbolicLink(folder.resolve("lib"), build.resolve("lib"));
    int internal = freePort();
    int external = freePort();
    try (var servers = Servers.start()) {
      Files.writeString(folder.resolve("ges.env"), variables(servers, internal));
      var node = start(servers, internal, external);
      try {
        awaitReady(node, internal);
        assertBooks("http://127.0.0.1:" + internal, "http://127.0.0.1:" + external);
      } finally {
        node.destroy();
      }
      assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).isEqualTo(143);
    } finally {
      Files.delete(folder.resolve("lib"));
    }
  }

  /** Returns the variables of the document, with addresses of this machine. */
  private static String variables(Servers servers, int internal) throws IOException {
    var here = Map.of(
        "DB_HOST", servers.postgres().host() + ":" + servers.postgres().port(),
        "DB_NAME", servers.postgres().database(),
        "DB_USER", servers.postgres().user(),
        "DB_PASSWORD", servers.postgres().password(),
        "REDIS_HOST", servers.redis().host(),
        "ORS_REDIS_HOST", servers.voice().host(),
        "GES_ORS_NODES", "main=" + servers.platform().address(),
        "GES_URS_NODES", "'main=" + servers.platform().address() + "|urs-2.example:5580'",
        "GES_URL", "http://127.0.0.1:" + internal + "/");
    var text = new StringBuilder();
    block("env").lines().forEach(line -> {
      var name = line.substring(0, line.indexOf('='));
      text.append(here.containsKey(name) ? name + "=" + here.get(name) : line).append('\n');
    });
    return text.toString();
  }

  private static String block(String kind) throws IOException {
    var document = Files.readString(ROOT.resolve("docs/configuration.md"));
    var pattern = kind.equals("env")
        ? Pattern.compile("```env\\n(.*?)```", Pattern.DOTALL)
        : Pattern.compile("```\\n(set -a.*?)\\n\\n", Pattern.DOTALL);
    var block = pattern.matcher(document);
    assertThat(block.find()).as(kind).isTrue();
    return requireNonNull(block.group(1));
  }

  /** Runs the lines of the document; what only test servers need comes besides. */
  private Process start(Servers servers, int internal, int external) throws IOException {
    var secrets = Files.createDirectory(folder.resolve("secrets"));
    Files.writeString(
        secrets.resolve("voice-redis-ors-stream"),
        "{\"password\":\"" + servers.voice().password() + "\",\"rejectUnauthorized\":\"true\"}");
    Files.writeString(secrets.resolve("REDIS_CACHEKEY"), servers.redis().password());
    var builder = new ProcessBuilder("sh", "-c", block("sh"))
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("node.log").toFile());
    var environment = builder.environment();
    var java = Path.of(requireNonNull(System.getProperty("java.home")), "bin");
    environment.merge("PATH", java.toString(), (path, own) -> own + ":" + path);
    environment.put("GES_CONFIG_FOLDERS", secrets.toString());
    environment.put("REDIS_PORT", Integer.toString(servers.redis().port()));
    environment.put("ORS_REDIS_PORT", Integer.toString(servers.voice().port()));
    environment.put("GES_BIND_ADDRESS", "127.0.0.1");
    environment.put("GES_INTERNAL_PORT", Integer.toString(internal));
    environment.put("GES_EXTERNAL_PORT", Integer.toString(external));
    return builder.start();
  }

  private void awaitReady(Process node, int internal) {
    var ready = URI.create("http://127.0.0.1:" + internal + "/ges/v1/health/ready");
    Eventually.until(() -> !node.isAlive() || isReady(ready), over -> over);
    assertThat(node.isAlive()).as(log()).isTrue();
  }

  private static boolean isReady(URI ready) {
    try {
      return Http.get(ready).status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static void assertBooks(String internal, String external) throws IOException {
    var settings = URI.create(internal + "/ges/v1/tenants/" + TENANT + "/callback-settings");
    var example = ROOT.resolve("ges-app/src/main/resources/callback-settings.example.json");
    assertThat(Http.send("PUT", settings, Files.readString(example)).outcome()).isEqualTo("200 0");

    var calls = external + "/engagement/v3/callbacks/";
    var slots = URI.create(calls + "availability/VQ_FR_Sales?numberOfDays=14&maxTimeSlots=9");
    var found = Http.get(slots, "x-api-key", "change-me-too").data().path("slots");
    // the last of them cannot be too near by now
    var wish =
        "{\"serviceName\":\"VQ_FR_Sales\",\"phoneNumber\":\"+33123456789\",\"desiredTime\":\""
            + found.path(found.size() - 1).path("utcTime").asText()
            + "\"}";
    assertThat(Http.post(URI.create(calls + "create"), wish, "x-api-key", "change-me-too")
            .outcome())
        .isEqualTo("200 0");
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("node.log"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
