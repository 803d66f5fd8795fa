package io.openges.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.app.config.Config;
import io.openges.app.config.ConfigException;
import io.openges.app.wiring.InitialSettings;
import io.openges.domain.queue.SettingsTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the settings to put in force at the start. Thread-safe. */
final class SettingsFiles {

  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final String VARIABLE = "GES_SETTINGS_FILE";
  private static final String NOTHING = " is no JSON object that can be read";
  private static final List<String> MERGED = List.of("businessHours", "queues");

  private SettingsFiles() {}

  /**
   * Returns the file that was named, else nothing.
   *
   * @throws ConfigException if the file cannot be read or has errors, all of which are listed
   */
  static List<InitialSettings> of(Config config) {
    var file = config.embedded().settingsFile();
    return file == null ? List.of() : List.of(new InitialSettings(read(file)));
  }

  /** Returns the example with a queue that is always open. */
  static Map<String, Object> example() {
    var example = resource("/callback-settings.example.json");
    var demo = resource("/callback-settings.demo.json");
    for (var part : MERGED) {
      Map<String, Object> both = new LinkedHashMap<>();
      for (var table : List.of(example, demo)) {
        both.putAll(new JsonMapper().convertValue(table.get(part), OBJECT));
      }
      example.put(part, both);
    }
    return example;
  }

  /** Returns the call-in groups that the example names, by their names. */
  static Map<String, Map<String, Object>> exampleGroups() {
    var groups = new LinkedHashMap<String, Map<String, Object>>();
    resource("/call-in-groups.example.json")
        .forEach((name, group) -> groups.put(name, new JsonMapper().convertValue(group, OBJECT)));
    return groups;
  }

  private static Map<String, Object> read(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw wrong("there is no readable file " + file);
    }
    try {
      var content = new JsonMapper().readValue(Files.readAllBytes(file), OBJECT);
      if (content == null) {
        throw wrong(file + NOTHING);
      }
      if (SettingsTable.read(content) instanceof SettingsTable.Invalid invalid) {
        throw new ConfigException(invalid.errors().stream()
            .map(error -> VARIABLE + ": " + error.path() + " " + error.message())
            .toList());
      }
      return content;
    } catch (IOException e) {
      throw wrong(file + NOTHING);
    }
  }

  private static ConfigException wrong(String what) {
    return new ConfigException(List.of(VARIABLE + ": " + what));
  }

  private static Map<String, Object> resource(String name) {
    try (InputStream in = SettingsFiles.class.getResourceAsStream(name)) {
      return new JsonMapper().readValue(in, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
