package io.openges.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java block of the documents is a region of a test: a comment before it names the file and
 * the tags, as {@code <!-- ges-ports/src/…/EmbeddedGesTest.java: run book -->}.
 */
class QuotedExamplesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("^```java\\R(.*?)^```$", multiline());
  private static final Pattern SOURCE = Pattern.compile("<!-- (\\S+\\.java): ([a-z ]+) -->\\s*\\z");

  private static int multiline() {
    return Pattern.MULTILINE | Pattern.DOTALL;
  }

  static Stream<Path> documents() throws IOException {
    try (var docs = Files.walk(ROOT.resolve("docs"))) {
      var all = docs.filter(path -> path.toString().endsWith(".md")).toList();
      return Stream.concat(
          Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), all.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyBlockIsTheRegionItNames(Path document) throws IOException {
    var text = Files.readString(document);
    var blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      var source = SOURCE.matcher(text.substring(0, blocks.start()));
      assertThat(source.find()).as("names its source: %s", blocks.group(1)).isTrue();
      var file = ROOT.resolve(source.group(1));
      var regions = new ArrayList<String>();
      for (var tag : source.group(2).split(" ", -1)) {
        regions.add(region(file, tag));
      }
      assertThat(blocks.group(1)).isEqualTo(String.join("\n", regions));
    }
  }

  @ParameterizedTest
  @MethodSource("read")
  void theDocumentsThatShowCodeAreAmongThem(String name) throws IOException {
    assertThat(Files.readString(ROOT.resolve(name))).contains("```java");
  }

  @Test
  void whoEmbedsItIsToldTheVersionsOfThisBuild() throws IOException {
    var pom = Files.readString(ROOT.resolve("pom.xml"));
    var told = Pattern.compile("<artifactId>([a-z-]+)</artifactId>\\s*<version>(.*?)</version>")
        .matcher(Files.readString(ROOT.resolve("docs/embedding.md")));
    var versions = new HashMap<String, String>();
    while (told.find()) {
      versions.put(told.group(1), told.group(2));
    }

    assertThat(versions)
        .isEqualTo(Map.of(
            "ges-ports", first("<artifactId>ges-parent</artifactId>\\s*<version>(.*?)<", pom),
            "junit-jupiter", first("<dep.junit.version>(.*?)<", pom),
            "assertj-core", first("<dep.assertj.version>(.*?)<", pom),
            "maven-compiler-plugin", plugin("maven-compiler-plugin", pom),
            "maven-surefire-plugin", plugin("maven-surefire-plugin", pom)));
  }

  private static String plugin(String name, String pom) {
    return first("<artifactId>" + name + "</artifactId>\\s*<version>(.*?)<", pom);
  }

  @Test
  void theClassesToImportAreWhereItIsTold() throws Exception {
    var rows = Pattern.compile("^\\| `(io\\.openges[a-z.]+)` \\| (.*) \\|$", Pattern.MULTILINE)
        .matcher(Files.readString(ROOT.resolve("docs/embedding.md")));
    var found = new ArrayList<String>();
    while (rows.find()) {
      for (var name : rows.group(2).replace("`", "").split(", ", -1)) {
        found.add(Class.forName(rows.group(1) + "." + name).getSimpleName());
      }
    }

    assertThat(found).contains("Ges", "TenantId", "Engine");
  }

  private static String first(String pattern, String text) {
    var found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  static List<String> read() {
    return List.of("README.md", "docs/embedding.md", "docs/scheduling.md");
  }

  private static String region(Path file, String tag) throws IOException {
    var found = Pattern.compile(
            "^ *// tag::" + tag + "\\[\\]\\R(.*?)^ *// end::" + tag + "\\[\\]$", multiline())
        .matcher(Files.readString(file));
    assertThat(found.find()).as("%s has a region %s", file, tag).isTrue();
    return found.group(1).stripTrailing().stripIndent() + "\n";
  }
}
