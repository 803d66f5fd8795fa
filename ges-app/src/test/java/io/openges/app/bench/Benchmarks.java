package io.openges.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs the benchmarks that are named, or all, and prints a table for each. Servers run on loopback
 * in a temporary directory that is deleted at the end; nothing else is written.
 */
public final class Benchmarks {

  private static final List<Benchmark> ALL = List.of(
      new BookingThroughput(),
      new HotSlot(),
      new Throttled(),
      new AvailabilityQuestions(),
      new BookingLatency(),
      new DispatchDrain(),
      new Lateness(),
      new Footprint(),
      new StartUp());

  private Benchmarks() {}

  /** Runs the program; arguments are names of benchmarks. */
  public static void main(String[] names) throws Exception {
    Locale.setDefault(Locale.ROOT);
    var out = new PrintStream(System.out, true, UTF_8);
    var known = ALL.stream().map(Benchmark::name).toList();
    if (!known.containsAll(List.of(names))) {
      out.println("usage: ./ges bench [" + String.join("|", known) + "]...");
      System.exit(2);
    }
    out.println(Machine.describe());
    var chosen = ALL.stream()
        .filter(one -> names.length == 0 || List.of(names).contains(one.name()))
        .toList();
    int failed = 0;
    var home = Lab.temporaryDirectory();
    try {
      for (var benchmark : chosen) {
        failed += run(benchmark, home, out) ? 0 : 1;
      }
    } finally {
      Lab.delete(home);
    }
    System.exit(failed == 0 ? 0 : 1);
  }

  // One that fails must not keep the others from being measured.
  private static boolean run(Benchmark benchmark, Path home, PrintStream out) throws Exception {
    var report = new Report();
    var directory = Files.createDirectory(home.resolve(benchmark.name()));
    try (var lab = new Lab(directory, home.resolve("bin"))) {
      benchmark.run(lab, report);
      out.print(report.table(benchmark.name()));
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      out.println("\n" + benchmark.name() + " failed");
      e.printStackTrace(out);
      return false;
    }
  }
}
