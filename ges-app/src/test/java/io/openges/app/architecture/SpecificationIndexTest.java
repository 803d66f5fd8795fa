package io.openges.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Numbers of rules in comments lead somewhere: docs/specification.md tells what each is about. */
class SpecificationIndexTest {

  private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*(?:\\*|//)?\\s*");
  private static final Pattern CITED = Pattern.compile(
      "[Ss]pecifications? ([0-9]+(?:\\.[0-9]+)*(?:(?:,? and |, | to )[0-9]+(?:\\.[0-9]+)*)*)");

  /** A number in brackets at the end of a comment's thought, without the word before it. */
  private static final Pattern BARE =
      Pattern.compile("^\\s*(?:\\*|/\\*\\*|//).*\\([0-9]{1,2}\\.[0-9][0-9.a-z]*[ ,;:)].*");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");
  private static final Pattern LISTED = Pattern.compile("^\\| ([0-9.]+) \\| [^|]+ \\| [^|]+ \\|$");

  private static Path root() {
    return Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
  }

  private static Path index() {
    return root().resolve("docs/specification.md");
  }

  private static Map<String, Path> cited() throws IOException {
    var cited = new TreeMap<String, Path>();
    for (var file : sources()) {
      collect(file, cited);
    }
    return cited;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (var modules = Files.newDirectoryStream(root().toAbsolutePath().normalize(), "ges-*")) {
      for (var module : modules) {
        if (Files.isDirectory(module.resolve("src"))) {
          try (var files = Files.walk(module.resolve("src"))) {
            files.filter(path -> path.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static void collect(Path file, Map<String, Path> cited) throws IOException {
    var text = BREAK.matcher(Files.readString(file)).replaceAll(" ");
    var citations = CITED.matcher(text);
    while (citations.find()) {
      var numbers = NUMBER.matcher(citations.group(1));
      while (numbers.find()) {
        cited.put(numbers.group(), file);
      }
    }
  }

  @Test
  void everyNumberThatACommentCitesIsExplained() throws IOException {
    var listed = new TreeSet<String>();
    for (var line : Files.readAllLines(index())) {
      var row = LISTED.matcher(line);
      if (row.matches()) {
        listed.add(row.group(1));
      }
    }
    var unexplained = cited();
    assertThat(unexplained).hasSizeGreaterThan(50);

    unexplained.keySet().removeAll(listed);

    assertThat(unexplained).isEmpty();
  }

  @Test
  void noCommentCitesANumberAlone() throws IOException {
    Map<Path, List<String>> bare = new TreeMap<>();
    for (var file : sources()) {
      var lines = Files.readString(file)
          .lines()
          .filter(line -> BARE.matcher(line).matches())
          .toList();
      if (!lines.isEmpty()) {
        bare.put(file, lines);
      }
    }

    assertThat(bare).isEmpty();
  }
}
