package io.openges.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL's files below one directory: {@code data} with the database "ges" in it, the password,
 * and the log. Immutable and thread-safe.
 *
 * <p>The data directory comes into being in one step, when the database is complete in it: whatever
 * interrupts its creation, the next start begins anew.
 *
 * @param directory where all of it is
 * @param binaries the installed program files
 * @param account as whom the programs run
 */
record PostgresCluster(Path directory, Path binaries, ServerAccount account) {

  /** The database, and the role that owns it and is no superuser. */
  static final String NAME = "ges";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path NOTHING = Path.of("/dev/null");

  /**
   * Opens the cluster; creates it where there is none.
   *
   * @throws EmbeddedServerException if it cannot be created, or is of another major version
   */
  static PostgresCluster openOrCreate(Path directory, Path binaries, int majorVersion) {
    Path data = directory.resolve("data");
    PostgresCluster cluster = new PostgresCluster(directory, binaries, ServerAccount.forData(data));
    try {
      cluster.account.admit(directory, List.of(data), cluster.program("postgres"));
      if (Files.notExists(data)) {
        cluster.create();
      }
      String version = Files.readString(data.resolve("PG_VERSION")).strip();
      if (!version.equals(Integer.toString(majorVersion))) {
        throw new EmbeddedServerException(
            data + " is of PostgreSQL " + version + ", this GES brings " + majorVersion);
      }
      return cluster;
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot open the database in " + directory, e);
    }
  }

  /** Where the data are. */
  Path data() {
    return directory.resolve("data");
  }

  /** Where all that PostgreSQL says is kept. */
  Path log() {
    return directory.resolve("postgres.log");
  }

  /** Reads the password of "ges", and of the superuser "postgres". */
  String password() {
    try {
      return Files.readString(directory.resolve("password"));
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot read PostgreSQL's password", e);
    }
  }

  /** Returns how to run a program of PostgreSQL under guard. */
  GuardedProcess.Command command(Path input, String stopSignal, List<String> arguments) {
    return new GuardedProcess.Command(
        account.command(arguments), directory, input, log(), stopSignal);
  }

  /** Returns the path of a program of PostgreSQL. */
  Path program(String name) {
    return binaries.resolve("bin").resolve(name);
  }

  private void create() throws IOException {
    Path fresh = directory.resolve("data.new");
    Directories.delete(fresh);
    Files.createDirectory(fresh, PosixFilePermissions.asFileAttribute(ownerOnly("rwx------")));
    String password = Password.random();
    Path passwordFile = writeSecret("password", password);
    Path script = writeSecret(
        "create.sql",
        "CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'\n" + "CREATE DATABASE " + NAME
            + " OWNER " + NAME + "\n");
    account.admit(directory, List.of(fresh, passwordFile), program("postgres"));
    run(NOTHING, initdb(fresh, passwordFile));
    // Single-user mode: one statement a line; quicker than a server, and no port is open.
    run(script, singleUser(fresh));
    Files.delete(script);
    Directories.moveIfAbsent(fresh, data());
  }

  private List<String> initdb(Path data, Path passwordFile) {
    return List.of(
        program("initdb").toString(),
        "--pgdata=" + data,
        "--username=postgres",
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--data-checksums");
  }

  private List<String> singleUser(Path data) {
    // The password must not get into the log, not even with an error.
    String quiet = "log_min_error_statement=panic";
    return List.of(
        program("postgres").toString(), "--single", "-D", data.toString(), "-c", quiet, "postgres");
  }

  private void run(Path input, List<String> arguments) throws IOException {
    Files.deleteIfExists(log());
    GuardedProcess process = GuardedProcess.start(command(input, "TERM", arguments));
    boolean ended;
    try {
      ended = process.hasEndedWithin(PATIENCE);
    } finally {
      process.stop();
    }
    String said = Files.readString(log());
    // In single-user mode a failed statement does not show in the exit code.
    if (!ended || process.exitCode() != 0 || said.contains("ERROR:")) {
      throw new EmbeddedServerException("cannot create the database: " + said);
    }
  }

  private Path writeSecret(String name, String secret) throws IOException {
    Path file = directory.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly("rw-------")));
    return Files.writeString(file, secret, UTF_8);
  }

  private static Set<PosixFilePermission> ownerOnly(String permissions) {
    return PosixFilePermissions.fromString(permissions);
  }
}
