package io.openges.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)*");
  private static final Pattern LISTED = Pattern.compile("^\\| ([0-9.]+) \\| [^|]+ \\| [^|]+ \\|$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#([^)]*))?\\)");

  private static Path root() {
    return Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
  }

  private static Path index() {
    return root().resolve("docs/specification.md");
  }

  private static Map<String, Path> cited() throws IOException {
    var cited = new TreeMap<String, Path>();
    try (var modules = Files.newDirectoryStream(root().toAbsolutePath().normalize(), "ges-*")) {
      for (var module : modules) {
        if (Files.isDirectory(module.resolve("src"))) {
          collect(module.resolve("src"), cited);
        }
      }
    }
    return cited;
  }

  private static void collect(Path folder, Map<String, Path> cited) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        var text = BREAK.matcher(Files.readString(file)).replaceAll(" ");
        var citations = CITED.matcher(text);
        while (citations.find()) {
          var numbers = NUMBER.matcher(citations.group(1));
          while (numbers.find()) {
            cited.put(numbers.group(), file);
          }
        }
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
  void everyLinkOfTheIndexLeadsToAHeading() throws IOException {
    var links = LINK.matcher(Files.readString(index()));
    while (links.find()) {
      var target = index().resolveSibling(links.group(1)).normalize();
      assertThat(target).exists();
      if (links.group(2) != null) {
        assertThat(Files.readAllLines(target).stream()
                .filter(line -> line.startsWith("#"))
                .map(SpecificationIndexTest::anchor))
            .as("%s", target)
            .contains(links.group(2));
      }
    }
  }

  /** As hosts of repositories make anchors of headings. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }
}
