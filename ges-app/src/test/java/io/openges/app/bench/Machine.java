package io.openges.app.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says where the figures come from. Thread-safe. */
final class Machine {

  private Machine() {}

  /** Returns a line: processor, memory, system, JVM, and how busy the machine was. */
  static String describe() throws IOException {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%d x %s, %.0f GB, %s %s, Java %s, load %.1f at the start",
        system.getAvailableProcessors(),
        processor(),
        memoryKilobytes() / 1048576.0,
        system.getName(),
        system.getVersion(),
        Runtime.version(),
        system.getSystemLoadAverage());
  }

  private static String processor() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    }
  }

  private static double memoryKilobytes() throws IOException {
    return kilobytes(Path.of("/proc/meminfo"), "MemTotal:");
  }

  /** Returns how much memory a process holds, megabytes. */
  static double residentMegabytes(long pid) throws IOException {
    return kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:") / 1024;
  }

  private static double kilobytes(Path file, String field) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    }
  }
}
