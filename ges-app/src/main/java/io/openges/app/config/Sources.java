package io.openges.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where values come from: the environment, and folders with a file per value, in which {@code -}
 * and {@code _} are the same. A file beats the variable, an earlier folder a later one
 * (specification 20). Immutable and thread-safe.
 */
final class Sources {

  /** Names the folders, separated by commas. */
  static final String FOLDERS = "GES_CONFIG_FOLDERS";

  private static final int MAX_FILE_BYTES = 1 << 20;

  private final Map<String, String> files;
  private final Map<String, String> variables;

  private final List<String> twice;

  private Sources(Map<String, String> files, Map<String, String> variables, List<String> twice) {
    this.files = files;
    this.variables = variables;
    this.twice = twice;
  }

  /**
   * Reads all folders that the environment names.
   *
   * @param problems takes a line for each folder or file that cannot be read
   */
  static Sources read(Map<String, String> environment, List<String> problems) {
    Map<String, String> files = new HashMap<>();
    var folders = environment.getOrDefault(FOLDERS, "");
    for (var folder : folders.split(",", -1)) {
      if (!folder.isBlank()) {
        readFolder(Path.of(folder.strip()), files, problems);
      }
    }
    Map<String, String> variables = new HashMap<>();
    List<String> twice = new ArrayList<>();
    // a hyphen sorts before an underscore: of both spellings the first wins, as in folders
    new TreeMap<>(environment).forEach((name, value) -> {
      if (variables.putIfAbsent(canonical(name), value) != null) {
        twice.add(name);
      }
    });
    return new Sources(files, variables, twice);
  }

  /** Returns the form in which names are compared. */
  static String canonical(String name) {
    return name.replace('-', '_');
  }

  /** Returns the value without the white space around it, null if there is none or it is blank. */
  @Nullable
  String find(String name) {
    var key = canonical(name);
    var value = files.containsKey(key) ? files.get(key) : variables.get(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** Says where {@link #find} takes the value from. */
  Setting.Origin origin(String name) {
    if (find(name) == null) {
      return Setting.Origin.DEFAULT;
    }
    return files.containsKey(canonical(name)) ? Setting.Origin.FILE : Setting.Origin.VARIABLE;
  }

  /** Returns the variables that are the second spelling of another one. */
  List<String> secondSpellings() {
    return twice;
  }

  /** Returns the canonical names of all environment variables, sorted. */
  Set<String> environmentNames() {
    return new TreeSet<>(variables.keySet());
  }

  private static void readFolder(Path folder, Map<String, String> values, List<String> problems) {
    try (Stream<Path> files = Files.list(folder)) {
      // Kubernetes keeps what it swaps atomically behind names that begin with a dot.
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (!name.startsWith(".") && Files.isRegularFile(file)) {
          readFile(file, name, values, problems);
        }
      }
    } catch (IOException e) {
      problems.add(FOLDERS + ": the folder " + folder + " cannot be read");
    }
  }

  private static void readFile(
      Path file, String name, Map<String, String> values, List<String> problems) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        problems.add(name + ": the file " + file + " is larger than 1 MiB");
        return;
      }
      values.putIfAbsent(canonical(name), Files.readString(file, UTF_8));
    } catch (IOException e) {
      problems.add(name + ": the file " + file + " cannot be read as UTF-8 text");
    }
  }
}
