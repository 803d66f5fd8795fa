package io.openges.app.faults;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Crowd;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is there after a run, held against what was answered. Not thread-safe. */
final class Count {

  static final Duration LEASE = Duration.ofSeconds(5);

  private static final Duration UNTIL_SETTLED = Duration.ofMinutes(2);

  private final Installation ges;
  private final Tenant tenant;
  private final Plan plan;
  private final Map<String, Instant> bookedFor = new HashMap<>();
  private final Map<Instant, Integer> refusedIn = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  /**
   * Makes a count.
   *
   * @param tenant speaking to a node that is alive
   * @param answers to the requests of the plan, in their order
   */
  Count(Installation ges, Tenant tenant, Plan plan, List<Answer> answers) {
    this.ges = ges;
    this.tenant = tenant;
    this.plan = plan;
    for (int number = 0; number < answers.size(); number++) {
      note(number, answers.get(number));
    }
  }

  private void note(int number, Answer answer) {
    var desired = plan.requests().get(number).get("desiredTime");
    if (answer.status() == 200) {
      var time = desired == null ? Instant.MIN : Instant.parse(desired.toString());
      if (bookedFor.put(answer.id(), time) != null) {
        violations.add("one callback for two requests: " + answer.id());
      }
    } else if (answer.code() == 7110 && desired != null) {
      refusedIn.merge(Plan.slotOf(Instant.parse(desired.toString())), 1, Integer::sum);
    } else {
      violations.add("answer " + answer.outcome());
    }
  }

  /** Waits until everything due is handed over, then judges. */
  Verdict verdict(Client client, Instant begin) {
    client.faults().forEach(answer -> violations.add("answer " + answer));
    checkPlaces();
    checkRecords();
    int entries = checkEntries();
    int refused = refusedIn.values().stream().mapToInt(Integer::intValue).sum();
    return new Verdict(
        plan,
        new Verdict.Counts(bookedFor.size(), refused, client.repeats(), entries),
        Duration.between(begin, Instant.now()),
        violations);
  }

  private void checkPlaces() {
    Map<Instant, Integer> used = new HashMap<>();
    ges.ledger()
        .places(tenant)
        .forEach((time, count) -> used.merge(Plan.slotOf(time), count, Integer::sum));
    used.forEach((slot, count) -> {
      if (count > Plan.CAPACITY) {
        violations.add("oversold: " + count + " in " + slot);
      }
    });
    for (var slot : refusedIn.keySet()) {
      if (used.getOrDefault(slot, 0) < Plan.CAPACITY) {
        violations.add("refused although free: " + used.get(slot) + " in " + slot);
      }
    }
  }

  private void checkRecords() {
    var kept = ges.ledger().callbacks(tenant);
    var answered = bookedFor.keySet();
    answered.stream().filter(id -> !kept.contains(id)).forEach(id -> violations.add("lost " + id));
    kept.stream().filter(id -> !answered.contains(id)).forEach(id -> violations.add("extra " + id));
    var ids = List.copyOf(answered);
    var states =
        new Crowd(ids.size(), 8).run(number -> tenant.retrieve(ids.get(number)).state());
    states.stream()
        .filter(state -> !state.equals("SCHEDULED") && !state.equals("QUEUED"))
        .forEach(state -> violations.add("state \"" + state + "\""));
  }

  private int checkEntries() {
    try {
      Eventually.holds(
          "all that is due is handed over", UNTIL_SETTLED, () -> missing().isEmpty());
    } catch (AssertionError late) {
      missing().forEach(id -> violations.add("not handed over " + id));
    }
    // What a dead or slow node has claimed is taken over by the other one only now.
    Eventually.pause(LEASE.plusSeconds(1));
    var entries = ges.stream().entriesOf(tenant);
    Set<String> seen = new HashSet<>();
    entries.forEach(entry -> {
      var fields = entry.getFields();
      if (!seen.add(fields.get("id") + " " + fields.get("attempt"))) {
        violations.add("two entries for " + fields.get("id") + " " + fields.get("attempt"));
      }
      if (!bookedFor.containsKey(fields.getOrDefault("id", ""))) {
        violations.add("entry of an unknown callback " + fields.get("id"));
      }
    });
    return entries.size();
  }

  private Set<String> missing() {
    var dueUntil = Instant.now().minusSeconds(5).plus(Plan.PROMOTION_BUFFER);
    Set<String> missing = new HashSet<>();
    bookedFor.forEach((id, time) -> {
      if (time.isBefore(dueUntil)) {
        missing.add(id);
      }
    });
    ges.stream()
        .entriesOf(tenant)
        .forEach(entry -> missing.remove(entry.getFields().getOrDefault("id", "")));
    return missing;
  }
}
