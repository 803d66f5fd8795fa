package io.openges.app.fuzz;

import io.openges.app.installation.Installation;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Sends changed requests and noise to every endpoint of the external listener of a product in a
 * process of its own: {@code ./ges fuzz --requests 100000 --seed 1}. Exit code 1 says that one was
 * answered as it must not be, or that memory was lost.
 */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = "Sends changed requests and noise to every external endpoint.")
public final class FuzzRuns implements Runnable {

  /** How much more of the heap may be in use at the end: caches that were empty at first. */
  private static final long GROWTH = 16L << 20;

  private static final int WARM_UP = 10;
  private static final long MEBIBYTE = 1L << 20;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--from",
      defaultValue = "0",
      description = "number of the first request, to repeat one; default ${DEFAULT-VALUE}")
  private int from;

  @Option(
      names = "--requests",
      defaultValue = "100000",
      description = "how many, 1 or more; default ${DEFAULT-VALUE}")
  private int requests;

  private boolean good = true;

  private FuzzRuns() {}

  /** Runs the command. */
  public static void main(String[] args) {
    var runs = new FuzzRuns();
    int code = new CommandLine(runs).execute(args);
    System.exit(code == 0 && !runs.good ? 1 : code);
  }

  @Override
  public void run() {
    if (requests < 1) {
      // nothing asked is nothing found, which must not pass for good
      throw new ParameterException(new CommandLine(this), "--requests must be 1 or more");
    }
    try (var ges = Installation.ofProcesses(1, Map.of())) {
      var node = ges.processes().get(0);
      var fuzzer = Fuzzer.of(ges, seed);
      say("seed " + seed + ", " + requests + " requests to " + fuzzer.endpoints() + " endpoints");
      int warmUp = requests / WARM_UP;
      long started = System.nanoTime();
      var first = fuzzer.run(from, warmUp, new Verdict(true));
      long before = LiveHeap.bytes(node.pid());
      say("live heap after " + warmUp + " requests: " + mebibytes(before));
      var rest = fuzzer.run(from + warmUp, requests - warmUp, new Verdict(true));
      long after = LiveHeap.bytes(node.pid());
      say("live heap after " + requests + " requests: " + mebibytes(after));
      say("answers " + rest.statuses() + ", first " + first.statuses() + ", in "
          + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started) + " s");
      first.findings().forEach(FuzzRuns::say);
      rest.findings().forEach(FuzzRuns::say);
      int faults = first.faults() + rest.faults();
      good = faults == 0 && after - before < GROWTH;
      say(good ? "good" : "BAD: " + faults + " findings, heap grew " + mebibytes(after - before));
    }
  }

  private static String mebibytes(long bytes) {
    return bytes / MEBIBYTE + " MiB";
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
