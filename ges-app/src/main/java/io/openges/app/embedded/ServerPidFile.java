package io.openges.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a server notes its process: what it says of a server that runs, and what to do
 * when an earlier one left it behind. Immutable and thread-safe.
 *
 * @param file the file; it may be absent
 * @param program name of the server's executable file
 */
record ServerPidFile(Path file, String program) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Returns the lines of the file, none if there is no file. */
  List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException absentOrHalfWritten) {
      return List.of();
    }
  }

  /**
   * Waits until the server of an earlier, killed GES has shut down, and removes the file if its
   * number has since been given to a process of another kind: in a container the numbers repeat,
   * and PostgreSQL would take that process for a server on the same data.
   *
   * @throws EmbeddedServerException if the earlier server does not end
   */
  void awaitEndOfPredecessor() {
    Optional<ProcessHandle> process = lines().stream().findFirst().flatMap(ServerPidFile::find);
    if (process.isEmpty()) {
      return;
    }
    Optional<String> command = process.get().info().command();
    if (!LiveProcess.runs(process.get())) {
      delete();
    } else if (command.isPresent() && Path.of(command.get()).endsWith(program)) {
      awaitEnd(process.get());
    } else if (command.isPresent()) {
      delete();
    }
  }

  private static Optional<ProcessHandle> find(String line) {
    try {
      return ProcessHandle.of(Long.parseLong(line.strip()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private void awaitEnd(ProcessHandle process) {
    if (!LiveProcess.awaitEnd(process, PATIENCE)) {
      throw new EmbeddedServerException(
          "an earlier " + program + ", process " + process.pid() + ", still uses " + file);
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot remove the stale file " + file, e);
    }
  }
}
