package io.openges.app.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics that docs/metrics.md lists, and those that a node exposes. Stateless. */
public final class MetricsDocument {

  private static final Pattern ROW =
      Pattern.compile("^\\| (`[^|]+`) \\| (counter|gauge|histogram|summary) \\| ([^|]+) \\|.*");
  private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$");
  private static final Pattern SAMPLE =
      Pattern.compile("^([A-Za-z0-9_]+?)(?:_bucket|_sum|_count)?(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  /** Labels that the format adds. */
  private static final Set<String> OF_THE_FORMAT = Set.of("le", "quantile");

  private MetricsDocument() {}

  /** Returns each metric of the document with its type. */
  public static Map<String, String> types() throws IOException {
    Map<String, String> types = new TreeMap<>();
    rows((name, type, labels) -> types.put(name, type));
    return types;
  }

  /** Returns each metric of the document with its labels. */
  public static Map<String, Set<String>> labels() throws IOException {
    Map<String, Set<String>> all = new TreeMap<>();
    rows((name, type, labels) ->
        all.put(name, labels.equals("–") ? Set.of() : Set.of(labels.split(", ", -1))));
    return all;
  }

  /** Returns each metric of a text in format 0.0.4 with its type. */
  public static Map<String, String> types(String text) {
    Map<String, String> types = new TreeMap<>();
    text.lines().forEach(line -> {
      var type = TYPE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      }
    });
    return types;
  }

  /** Returns each metric of a text in format 0.0.4 that has samples, with its labels. */
  public static Map<String, Set<String>> labels(String text) {
    Map<String, Set<String>> all = new TreeMap<>();
    text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
      var sample = SAMPLE.matcher(line);
      if (sample.matches()) {
        var names = all.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
        var labels = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        labels
            .results()
            .map(label -> label.group(1))
            .filter(label -> !OF_THE_FORMAT.contains(label))
            .forEach(names::add);
      }
    });
    return all;
  }

  private static void rows(Row each) throws IOException {
    var here = Path.of("docs/metrics.md");
    for (var line : Files.readAllLines(Files.exists(here) ? here : Path.of("..").resolve(here))) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        Arrays.stream(row.group(1).replace("`", "").split(", ", -1))
            .forEach(name -> each.of(name, row.group(2), row.group(3)));
      }
    }
  }

  private interface Row {

    void of(String name, String type, String labels);
  }
}
