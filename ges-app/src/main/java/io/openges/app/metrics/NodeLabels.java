package io.openges.app.metrics;

/**
 * What identifies a node in its metrics. Immutable and thread-safe.
 *
 * @param version of GES
 * @param host name of the machine
 */
public record NodeLabels(String version, String host) {

  /** The names of the labels. */
  static final String[] NAMES = {"version", "host"};
}
