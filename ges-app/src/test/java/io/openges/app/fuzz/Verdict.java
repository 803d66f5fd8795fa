package io.openges.app.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What came of the requests: how many answers of each status, and what must not be. Thread-safe.
 */
final class Verdict {

  private static final int MOST_TOLD = 20;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
  private static final Pattern LEAK =
      Pattern.compile("Exception|\\bat (io|java|org)\\.|io\\.openges|\\bjava\\.|jetty|javalin");

  /** Whether it counts as a fault that something did not answer in time, on an idle machine. */
  private final boolean isStrict;

  private final Map<String, Integer> statuses = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  private int faults;

  Verdict(boolean isStrict) {
    this.isStrict = isStrict;
  }

  private boolean isFault(String status) {
    return status.startsWith("5") && (isStrict || !status.equals("503"));
  }

  /** Judges the answer to a request whose end was certain: there must be exactly one. */
  void answered(String name, byte[] request, String answer) {
    var status = STATUS.matcher(answer);
    if (!status.lookingAt()) {
      found(name, "no answer", request, answer);
      return;
    }
    count(status.group(1));
    if (isFault(status.group(1)) || LEAK.matcher(answer).find()) {
      found(name, "fault", request, answer);
    } else if (!answer.contains("X-GES-Correlation-Id: ")) {
      found(name, "no correlation id", request, answer);
    }
  }

  /** Judges what came back for bytes that may be no request, or several. */
  void returned(String name, byte[] request, String answers) {
    var status = STATUS.matcher(answers);
    boolean broken = LEAK.matcher(answers).find();
    boolean any = false;
    while (status.find()) {
      any = true;
      count(status.group(1));
      broken |= isFault(status.group(1));
    }
    if (!any) {
      count("none");
    }
    if (broken) {
      found(name, "fault", request, answers);
    }
  }

  /** Notes what was neither answered nor refused. */
  synchronized void found(String name, String what, byte[] request, String answer) {
    faults++;
    if (findings.size() < MOST_TOLD) {
      findings.add(name + ": " + what + "\n    sent     " + Text.printable(request)
          + "\n    answered " + Text.printable(answer));
    }
  }

  private synchronized void count(String status) {
    statuses.merge(status, 1, Integer::sum);
  }

  /** Returns the first of what must not be; empty if all was well. */
  synchronized List<String> findings() {
    return List.copyOf(findings);
  }

  /** Returns how much of it there was. */
  synchronized int faults() {
    return faults;
  }

  /** Returns how many answers there were of each status, those to bytes that are none as well. */
  synchronized String statuses() {
    return statuses.toString();
  }
}
