package io.openges.app.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A JVM of its own that runs {@link ServersMain}, perhaps as another user. */
final class ServersProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One file of each jar or directory that the servers need to start. */
  private static final List<String> NEEDED = List.of(
      "io/openges/app/embedded/EmbeddedPostgres.class",
      "io/openges/app/embedded/ServersMain.class",
      "org/apache/commons/compress/archivers/tar/TarArchiveEntry.class",
      "org/apache/commons/io/IOUtils.class",
      "org/apache/commons/lang3/StringUtils.class",
      "org/apache/commons/codec/Charsets.class",
      "org/tukaani/xz/XZInputStream.class",
      "org/slf4j/Logger.class",
      "postgres-linux-x86_64.txz",
      "redis-server-7.0.15-linux-amd64");

  private final Process jvm;
  private final List<ProcessHandle> servers = new ArrayList<>();
  private final String jdbcUrl;
  private final String password;

  private ServersProcess(Process jvm, String[] ready) {
    this.jvm = jvm;
    for (int i = 1; i <= 2; i++) {
      ProcessHandle server = ProcessHandle.of(Long.parseLong(ready[i])).orElseThrow();
      servers.add(server);
      server.descendants().forEach(servers::add);
    }
    this.jdbcUrl = ready[3];
    this.password = ready[4];
  }

  /** Starts it; {@code prefix} is what to put before the command to be another user. */
  static ServersProcess start(
      List<String> prefix, Map<String, String> environment, String classPath, Path directory)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(java().toString(), "-Xmx128m", "-cp", classPath));
    command.add(ServersMain.class.getName());
    command.add(directory.resolve("data").toString());
    command.add(directory.resolve("binaries").toString());
    Path log = directory.resolveSibling("child.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(log.toFile());
    builder.environment().putAll(environment);
    Process jvm = builder.start();
    BufferedReader out = jvm.inputReader();
    String line = out.readLine();
    while (line != null && !line.startsWith(ServersMain.READY)) {
      line = out.readLine();
    }
    if (line == null) {
      jvm.destroyForcibly();
      throw new IOException("no servers: " + Files.readString(log));
    }
    return new ServersProcess(jvm, line.split(" ", -1));
  }

  static Path java() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java");
  }

  /** Returns the jars and directories that the process needs. */
  static Set<Path> classPath() throws IOException {
    Set<Path> found = new LinkedHashSet<>();
    for (String name : NEEDED) {
      found.add(location(name));
    }
    return found;
  }

  private static Path location(String name) throws IOException {
    URL url = ServersProcess.class.getClassLoader().getResource(name);
    if (url == null) {
      throw new IOException("the class path has no " + name);
    }
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      Path file = Path.of(url.toURI());
      return file.getRoot()
          .resolve(file.subpath(0, file.getNameCount() - Path.of(name).getNameCount()));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Asks the database something. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, "ges", password);
  }

  /** Ends the JVM by SIGKILL, which leaves it no chance to tidy up. */
  void kill() {
    jvm.destroyForcibly();
    LiveProcess.awaitEnd(jvm.toHandle(), PATIENCE);
  }

  /** Lets the JVM end by itself. */
  void finish() throws IOException {
    jvm.getOutputStream().close();
    LiveProcess.awaitEnd(jvm.toHandle(), PATIENCE);
  }

  /** Returns the processes of the servers that still run, after a while. */
  List<ProcessHandle> leftBehind() {
    return servers.stream()
        .filter(server -> !LiveProcess.awaitEnd(server, PATIENCE))
        .toList();
  }

  /** Returns the owner of the PostgreSQL process, as a number. */
  int userOfPostgres() throws IOException {
    Path status = Path.of("/proc", Long.toString(servers.get(0).pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("Uid:"))
          .map(line -> Integer.parseInt(line.split("\\s+", -1)[1]))
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
