package io.openges.app.embedded;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers of a process of its own: what is left of them when it dies, and as whom they run. */
class ServersOutsideIT {

  private static final int NOBODY = 65_534;
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  @TempDir
  private Path temporary;

  private Path home = Path.of("");

  @BeforeEach
  void openTheDirectoryToEveryUser() throws IOException {
    home = Files.createDirectory(temporary.resolve("home"));
    for (Path directory : List.of(temporary, home)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void sigkillOfTheProcessLeavesNoServerAndTheNextOneFindsTheData()
      throws IOException, SQLException {
    try (ServersProcess first = start(List.of(), Map.of())) {
      try (Connection connection = first.connect()) {
        connection.createStatement().execute("CREATE TABLE kept (n int)");
      }
      first.kill();
      // At once, while the servers of the first may still be shutting down.
      try (ServersProcess second = start(List.of(), Map.of());
          Connection connection = second.connect()) {
        assertThat(first.leftBehind()).isEmpty();
        connection.createStatement().execute("INSERT INTO kept VALUES (1)");
        second.kill();
        assertThat(second.leftBehind()).isEmpty();
      }
    }
  }

  @Test
  void orderlyEndOfTheProcessLeavesNoServer() throws IOException {
    try (ServersProcess process = start(List.of(), Map.of())) {
      process.finish();

      assertThat(process.leftBehind()).isEmpty();
    }
  }

  @Test
  void ordinaryUserRunsBothServersAndRootTakesItsDataOver() throws IOException, SQLException {
    assumeRootCanBe(AS_NOBODY);
    Directories.changeOwner(home, NOBODY, NOBODY);
    String classPath = readableClassPath();

    try (ServersProcess process = start(AS_NOBODY, Map.of(), classPath);
        Connection connection = process.connect()) {
      assertThat(process.userOfPostgres()).isEqualTo(NOBODY);
      connection.createStatement().execute("CREATE TABLE kept (n int)");
      process.kill();
      assertThat(process.leftBehind()).isEmpty();
    }

    try (ServersProcess process = start(List.of(), Map.of());
        Connection connection = process.connect()) {
      assertThat(process.userOfPostgres()).isEqualTo(NOBODY);
      connection.createStatement().execute("INSERT INTO kept VALUES (1)");
    }
  }

  @Test
  void rootWithoutUserNamespacesRunsPostgresAsNobody() throws IOException, SQLException {
    assumeRootCanBe(AS_NOBODY);
    Path tools = Files.createDirectory(temporary.resolve("tools"));
    for (String tool : List.of("setpriv", "setsid", "sh", "sleep", "sync", "test", "true")) {
      Path copy = tools.resolve(tool);
      Files.copy(Programs.find(tool).orElseThrow(), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    try (ServersProcess process = start(List.of(), Map.of("PATH", tools.toString()));
        Connection connection = process.connect()) {
      assertThat(process.userOfPostgres()).isEqualTo(NOBODY);
      connection.createStatement().execute("CREATE TABLE kept (n int)");
    }
  }

  private ServersProcess start(List<String> prefix, Map<String, String> environment)
      throws IOException {
    return start(prefix, environment, join(ServersProcess.classPath().stream()));
  }

  private ServersProcess start(
      List<String> prefix, Map<String, String> environment, String classPath) throws IOException {
    return ServersProcess.start(prefix, environment, classPath, home);
  }

  /** Copies what the process needs, since the checkout may be closed to other users. */
  private String readableClassPath() throws IOException {
    List<Path> copies = new ArrayList<>();
    for (Path source : ServersProcess.classPath()) {
      Path copy = temporary.resolve("lib").resolve(Integer.toString(copies.size()));
      Directories.createReadable(copy.getParent());
      copyTree(source, copy);
      copies.add(copy);
    }
    return join(copies.stream());
  }

  private static void copyTree(Path source, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path copy = target.resolve(source.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Directories.createReadable(copy);
        } else {
          Files.copy(path, copy);
          Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        }
      }
    }
  }

  private static String join(Stream<Path> paths) {
    return paths.map(Path::toString).collect(joining(":"));
  }

  private static void assumeRootCanBe(List<String> prefix) throws IOException {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    assumeTrue(root, "the tests themselves run as an ordinary user");
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(ServersProcess.java().toString(), "-version"));
    assumeTrue(
        Programs.run(command.toArray(String[]::new)),
        "setpriv or the JDK cannot be used by another user here");
  }
}
