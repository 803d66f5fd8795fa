package io.openges.app.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in effect, what is known, and what is documented. */
class ConfigReportTest {

  private static final Map<String, String> CONFIGURED = Map.of(
      "DB_HOST", "db.example",
      "DB_NAME", "ges",
      "DB_USER", "ges_user",
      "DB_PASSWORD", "s3cret-db",
      "ORS_REDIS_HOST", "voice.example");

  private static final Pattern NAME = Pattern.compile("\\b[A-Z]+(?:[_-][A-Z0-9]+)+\\b");

  @Test
  void everyNameTheLoaderKnowsIsDocumentedAndNoOther() throws IOException {
    var known = new TreeSet<>(ConfigLoader.load(Map.of()).known());
    known.addAll(ConfigLoader.load(CONFIGURED).known());

    var documented = new TreeSet<String>();
    var text = Files.readString(document());
    var matcher = NAME.matcher(text);
    while (matcher.find()) {
      documented.add(Sources.canonical(matcher.group()));
    }
    if (text.contains("| voice-redis-ors-stream |")) {
      documented.add("voice_redis_ors_stream");
    }
    // look like names and are ciphers, a note of the timeline, and what the JVM reads
    documented.removeAll(
        Set.of("AES_128_ECB", "AES_256_GCM", "API_CAPTCHA_UNVERIFIED", "JAVA_TOOL_OPTIONS"));

    assertThat(documented).isEqualTo(known);
  }

  private static Path document() {
    var here = Path.of("docs/configuration.md");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }

  @Test
  void theExampleOfAnOperatorIsWhole() throws IOException {
    var block =
        Pattern.compile("```env\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(document()));
    assertThat(block.find()).isTrue();
    Map<String, String> environment = new HashMap<>();
    block.group(1).lines().forEach(line -> {
      var parts = line.split("=", 2);
      environment.put(parts[0], parts[1].replace("'", ""));
    });

    var loaded = ConfigLoader.load(environment);

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.config().isEmbedded()).isFalse();
    for (var name : List.of("DB_HOST", "DB_NAME", "DB_USER", "DB_PASSWORD", "ORS_REDIS_HOST")) {
      var less = new HashMap<>(environment);
      less.remove(name);
      assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> ConfigLoader.load(less));
    }
  }

  @Test
  void whatIsInEffectIsToldWithItsOriginAndWithoutSecrets(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("DB-PASSWORD"), "s3cret-file\n");
    Files.writeString(folder.resolve("LOG_LEVEL"), "WARN\n");
    var environment = new HashMap<>(CONFIGURED);
    environment.put("GES_CONFIG_FOLDERS", folder.toString());
    environment.put("GES_API_KEYS", "s3cret-key=9350e2fc-a1dd-4c65-8d40-1f75a2e080dd");
    environment.put("GES_PUBLIC_URL", "https://me:s3cret-url@callbacks.example/");
    environment.put("GES_NEXUS_URL", "https://me:s3cret-n@nexus.example");
    environment.put("GES_URL", "me:s3cret-u@ges.example");
    environment.put("GES_URS_NODES", "eu=http://me:s3cret-1@urs-1,us=me:s3cret-2@urs-2");
    environment.put(
        "voice-redis-ors-stream", "{\"password\":\"s3cret-v\",\"rejectUnauthorized\":\"true\"}");

    var lines = ConfigLoader.load(environment).settings().stream()
        .map(Setting::toString)
        .toList();

    assertThat(lines)
        .contains(
            "DB_HOST=db.example",
            "DB_PASSWORD=*** (file)",
            "DB_SECURE=false (default)",
            "GES_API_KEYS=***",
            "GES_PUBLIC_URL=https://***@callbacks.example/",
            "GES_URL=***@ges.example",
            "GES_URS_NODES=eu=http://***@urs-1,***@urs-2",
            "LOG_LEVEL=WARN (file)",
            "ORS_REDIS_LOCATION=voice.example:10000 (default)",
            "voice_redis_ors_stream=***")
        .isSorted();
    assertThat(String.join("\n", lines)).doesNotContain("s3cret").doesNotContain("TEST_CLOCK");
  }

  @Test
  void ofTwoSpellingsOfAVariableTheFirstWins() {
    var environment = new HashMap<>(CONFIGURED);
    environment.put("DB-USER", "with-hyphen");

    var loaded = ConfigLoader.load(environment);

    assertThat(loaded.settings())
        .contains(new Setting("DB_USER", "with-hyphen", Setting.Origin.VARIABLE));
    assertThat(loaded.warnings())
        .containsExactly("DB_USER is ignored, since its other spelling is set");
  }

  @Test
  @Tag("scenario-82")
  void aFileOfOneSpellingBeatsTheVariableOfTheOther(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("REDIS-CACHEKEY"), "of-the-file");
    var environment = new HashMap<>(CONFIGURED);
    environment.put("GES_CONFIG_FOLDERS", folder.toString());
    environment.put("REDIS_HOST", "cache.example");
    environment.put("REDIS_CACHEKEY", "of-the-variable");

    var backends = (Backends.Configured) ConfigLoader.load(environment).config().backends();

    assertThat(requireNonNull(backends.redis()).password()).isEqualTo(new Secret("of-the-file"));
  }

  @Test
  void theSampleLoginIsRefused() {
    assertThat(errors(Map.of("GES_DEVOPS_USERNAME", "admin", "GES_DEVOPS_PASSWORD", "letmein")))
        .containsExactly("GES_DEVOPS_PASSWORD must not be the one of the sample");
  }

  private static List<String> errors(Map<String, String> environment) {
    var errors = new ArrayList<String>();
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigLoader.load(environment))
        .satisfies(e -> errors.addAll(e.errors()));
    return errors;
  }
}
