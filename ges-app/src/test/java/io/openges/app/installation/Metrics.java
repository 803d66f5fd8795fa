package io.openges.app.installation;

import java.net.URI;
import java.util.List;

/**
 * What a node exported at one moment, in the text format 0.0.4. Immutable and thread-safe.
 *
 * @param lines the samples
 */
public record Metrics(List<String> lines) {

  /** Asks a node. */
  public static Metrics of(Node node) {
    var text = Http.get(URI.create(node.internal() + "/metrics")).text();
    return new Metrics(text.lines().filter(line -> !line.startsWith("#")).toList());
  }

  /**
   * Returns the sum of all series of a name.
   *
   * @throws AssertionError if there is none
   */
  public double sum(String name) {
    var values = lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();
    if (values.isEmpty()) {
      throw new AssertionError("no metric " + name);
    }
    return values.stream().mapToDouble(Double::parseDouble).sum();
  }
}
