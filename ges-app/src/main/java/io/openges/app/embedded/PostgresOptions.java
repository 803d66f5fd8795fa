package io.openges.app.embedded;

import java.nio.file.Path;

/**
 * Where an embedded PostgreSQL keeps its files, and which version it is. Immutable and thread-safe.
 *
 * @param directory holds the data, the password and the log; created where necessary
 * @param binaries holds the installed program files; may be shared by many servers
 * @param majorVersion version of the program files on the class path, as 17; data of another one
 *     are refused
 */
public record PostgresOptions(Path directory, Path binaries, int majorVersion) {

  private static final int MAJOR_VERSION = 17;

  /** Makes the paths absolute, since the servers run in a directory of their own. */
  public PostgresOptions {
    directory = directory.toAbsolutePath().normalize();
    binaries = binaries.toAbsolutePath().normalize();
  }

  /** Returns the usual choice: the version that GES brings, with all files below one directory. */
  public static PostgresOptions in(Path directory) {
    return new PostgresOptions(directory, directory.resolve("bin"), MAJOR_VERSION);
  }

  /** Returns the same with program files in another directory, which servers may share. */
  public PostgresOptions withBinaries(Path newBinaries) {
    return new PostgresOptions(directory, newBinaries, majorVersion);
  }

  /** Returns the same for another version, which has to be on the class path. */
  public PostgresOptions withMajorVersion(int newMajorVersion) {
    return new PostgresOptions(directory, binaries, newMajorVersion);
  }
}
