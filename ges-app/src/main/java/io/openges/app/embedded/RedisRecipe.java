package io.openges.app.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a program that speaks Redis' protocol is run. Immutable and thread-safe.
 *
 * @param home holds its files; exists
 * @param name of its files
 * @param command the program and its arguments, which follow the name of its configuration
 * @param password null if it has none
 * @param settings lines of its configuration besides address, port and file of its process
 */
record RedisRecipe(
    Path home, String name, Command command, @Nullable String password, List<String> settings)
    implements LoopbackServer.Recipe {

  private static final String PROGRAM = "redis-server";
  private static final int PROBE_MILLIS = 1_000;

  RedisRecipe {
    settings = List.copyOf(settings);
  }

  /**
   * What is started.
   *
   * @param programs the directory of the program
   * @param arguments what follows the name of the configuration
   */
  record Command(Path programs, List<String> arguments) {

    Command {
      arguments = List.copyOf(arguments);
    }

    private List<String> with(String configuration) {
      List<String> words = new ArrayList<>();
      words.add(programs.resolve(PROGRAM).toString());
      words.add(configuration);
      words.addAll(arguments);
      return words;
    }
  }

  @Override
  public GuardedProcess.Command command(int port) {
    Path configuration = home.resolve(name + ".conf");
    try {
      Files.deleteIfExists(configuration);
      Files.createFile(
          configuration,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(configuration, lines(port));
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot write " + configuration, e);
    }
    return new GuardedProcess.Command(
        command.with(name + ".conf"),
        home,
        Path.of("/dev/null"),
        home.resolve(name + ".log"),
        "TERM");
  }

  private List<String> lines(int port) {
    List<String> lines = new ArrayList<>();
    lines.add("bind 127.0.0.1");
    lines.add("port " + port);
    lines.add("pidfile " + name + ".pid");
    if (password != null) {
      lines.add("requirepass " + password);
    }
    lines.addAll(settings);
    return lines;
  }

  @Override
  public boolean accepts(int port, long pid) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PROBE_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
      String login = password == null ? "" : "AUTH " + password + "\r\n";
      socket.getOutputStream().write((login + "PING\r\n").getBytes(US_ASCII));
      var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      // While it reads its data, the second answer is an error; a foreign server fails the first.
      return (password == null || "+OK".equals(answers.readLine()))
          && "+PONG".equals(answers.readLine());
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public ServerPidFile pidFile() {
    return new ServerPidFile(home.resolve(name + ".pid"), PROGRAM);
  }
}
