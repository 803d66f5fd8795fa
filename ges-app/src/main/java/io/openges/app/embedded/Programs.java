package io.openges.app.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system's own small programs, and the environment in which servers run. Thread-safe. */
final class Programs {

  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Programs() {}

  /** Finds an executable by its name on the search path. */
  static Optional<Path> find(String name) {
    return List.of(searchPath().split(File.pathSeparator)).stream()
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Returns all the environment a server gets: GES's own holds secrets, and variables as PGDATA or
   * LD_LIBRARY_PATH would change what the server does.
   */
  static Map<String, String> environment() {
    return Map.of("PATH", searchPath(), "LC_ALL", "C");
  }

  /** Runs a short command and says whether it succeeded; what it prints is dropped. */
  static boolean run(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process.waitFor() == 0;
    } catch (IOException cannotRun) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while running " + command[0], e);
    }
  }

  private static String searchPath() {
    String path = System.getenv("PATH");
    return path == null || path.isBlank() ? USUAL_PATH : path;
  }
}
