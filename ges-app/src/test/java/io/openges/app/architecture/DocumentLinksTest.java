package io.openges.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links from one document to another, or to a heading, lead somewhere. */
class DocumentLinksTest {

  private static final Path ROOT = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");

  private static List<Path> documents() throws IOException {
    try (var root = Files.list(ROOT.toAbsolutePath().normalize());
        var docs = Files.walk(ROOT.resolve("docs").toAbsolutePath().normalize())) {
      return Stream.concat(root, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .toList();
    }
  }

  /** Returns the anchors of headings, as hosts of repositories make them. */
  private static List<String> anchors(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.startsWith("#"))
        .map(heading -> heading
            .replaceFirst("^#+ ", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9 _-]", "")
            .replace(' ', '-'))
        .toList();
  }

  @Test
  void everyLinkLeadsToAFileAndAHeading() throws IOException {
    assertThat(documents()).hasSizeGreaterThan(15);
    for (var document : documents()) {
      var links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        var target = links.group(1).isEmpty()
            ? document
            : document.resolveSibling(links.group(1)).normalize();
        assertThat(target).as("%s links to it", document).exists();
        if (links.group(2) != null) {
          assertThat(anchors(target)).as("%s of %s", target, document).contains(links.group(2));
        }
      }
    }
  }
}
