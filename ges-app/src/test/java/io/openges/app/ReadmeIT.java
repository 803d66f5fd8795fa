package io.openges.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README tells a newcomer to do, and then what the pages for operators tell, word for
 * word: starts the server with its script and runs each "sh" block of a document in one shell,
 * comparing what it prints with the block behind it.
 */
@Timeout(240)
class ReadmeIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|json|text)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final String MARK = "=== end of block ===";

  @TempDir
  private Path folder;

  @Test
  void whatTheDocumentsTellToDoDoesWhatTheySay() throws Exception {
    var blocks = blocks("README.md");
    assertThat(blocks.get(0).command().strip()).isEqualTo("./ges run");
    var server = start();
    try {
      var commands = blocks.subList(1, blocks.size());
      check("README.md", commands);
      check("docs/operations.md", blocks("docs/operations.md"));
      check("docs/push.md", blocks("docs/push.md"));
      awaitCompletion(commands);
    } finally {
      server.destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS))
          .as("ends when it is told to")
          .isTrue();
    }
    assertThat(folder.resolve("ges-data/endpoints.properties")).doesNotExist();
  }

  /** Runs the commands, one after the other in the same shell. */
  private void check(String document, List<Block> commands) {
    var outputs = run(commands);
    for (int i = 0; i < commands.size(); i++) {
      assertThat(outputs.get(i).strip())
          .as("%s: %s", document, commands.get(i).command())
          .matches(commands.get(i).pattern());
    }
  }

  private Process start() throws Exception {
    var builder = new ProcessBuilder("sh", ROOT.resolve("ges").toString(), "run")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile());
    // the build that runs this test has just packaged it; another one would get in its way
    builder.environment().put("GES_NO_BUILD", "1");
    builder.environment().put("GES_EXTERNAL_PORT", "0");
    builder.environment().put("GES_INTERNAL_PORT", "0");
    builder.environment().remove("GES_DATA_DIR");
    var server = builder.start();
    var endpoints = folder.resolve("ges-data/endpoints.properties");
    Eventually.until(() -> Files.exists(endpoints) || !server.isAlive(), over -> over);
    assertThat(server.isAlive())
        .as(Files.readString(folder.resolve("server.log")))
        .isTrue();
    return server;
  }

  /** Asks as the README says, until the first callback has lived its life. */
  private void awaitCompletion(List<Block> commands) {
    var settings = commands.get(0);
    var retrieve = commands.stream()
        .filter(block -> block.command().contains("callbacks/retrieve"))
        .findFirst()
        .orElseThrow();
    Eventually.until(
        () -> run(List.of(settings, retrieve)).get(1), answer -> answer.contains("\"COMPLETED\""));
  }

  private List<String> run(List<Block> blocks) {
    var script = new StringBuilder();
    for (var block : blocks) {
      script.append(block.command()).append("\necho; echo '").append(MARK).append("'\n");
    }
    try {
      var shell = new ProcessBuilder("sh", "-c", script.toString())
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
      var output = new String(shell.getInputStream().readAllBytes(), UTF_8);
      shell.waitFor();
      return List.of(output.split(Pattern.quote(MARK), -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<Block> blocks(String document) throws IOException {
    var found = BLOCK.matcher(Files.readString(ROOT.resolve(document)));
    var blocks = new ArrayList<Block>();
    while (found.find()) {
      if (found.group(1).equals("sh")) {
        blocks.add(new Block(found.group(2), ""));
      } else {
        var command = blocks.remove(blocks.size() - 1);
        blocks.add(new Block(command.command(), found.group(2).strip()));
      }
    }
    assertThat(blocks).as(document).hasSizeGreaterThan(3);
    return blocks;
  }

  /** A command of a document, and what that says it prints; … stands for anything. */
  private record Block(String command, String answer) {

    Pattern pattern() {
      var parts = new ArrayList<String>();
      for (var part : answer.split("…", -1)) {
        parts.add(Pattern.quote(part));
      }
      return Pattern.compile(String.join(".*?", parts), Pattern.DOTALL);
    }
  }
}
