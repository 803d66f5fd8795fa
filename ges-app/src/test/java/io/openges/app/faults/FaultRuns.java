package io.openges.app.faults;

import io.openges.app.installation.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Breaks nodes and Redis under load, again and again, and counts what was lost, doubled or
 * oversold: {@code ./ges faults --runs 20 --seed 1}. Exit code 1 says that something was.
 */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Breaks nodes and Redis under load and counts what was lost.")
public final class FaultRuns implements Runnable {

  /** How long a paused node stands still: longer than any lease. */
  private static final Duration PAUSE = Duration.ofSeconds(45);

  @Option(names = "--runs", defaultValue = "20", description = "how many; default ${DEFAULT-VALUE}")
  private int runs;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of the first; default ${DEFAULT-VALUE}")
  private long seed;

  private boolean good = true;

  private FaultRuns() {}

  /** Runs the command. */
  public static void main(String[] args) {
    var faultRuns = new FaultRuns();
    int code = new CommandLine(faultRuns).execute(args);
    System.exit(code == 0 && !faultRuns.good ? 1 : code);
  }

  /** Starts an installation for fault runs. */
  static Installation start() {
    return Installation.ofProcesses(
        FaultRun.NODES,
        Map.of(
            "GES_LEASE_SECONDS", Long.toString(Count.LEASE.toSeconds()),
            "GES_PROMOTION_BUFFER_SECONDS", Long.toString(Plan.PROMOTION_BUFFER.toSeconds())));
  }

  @Override
  public void run() {
    try (var ges = start()) {
      System.out.println(Verdict.head());
      for (int number = 0; number < runs; number++) {
        long drawn = seed + number;
        var plan = Plan.draw(drawn, FaultRun.NODES, Instant.now());
        var verdict = new FaultRun(ges, plan, PAUSE).run();
        System.out.println(verdict.line(number + 1));
        good &= verdict.isGood();
      }
    }
  }
}
