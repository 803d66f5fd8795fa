package io.openges.app.faults;

import io.openges.app.installation.Answer;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Tenant;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Books as a well-behaved client does: after 503 or a lost connection it repeats on the other node,
 * with the same Idempotency-Key (specification 3.2.2). Safe for use by many threads at once.
 */
final class Client {

  private static final Duration PATIENCE_FOR_AN_ANSWER = Duration.ofSeconds(5);
  private static final Duration PATIENCE_IN_ALL = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int BUSY = 7162;

  private final Installation ges;
  private final Tenant tenant;
  private final AtomicInteger repeats = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  Client(Installation ges, Tenant tenant) {
    this.ges = ges;
    this.tenant = tenant;
  }

  /** Books until there is an answer; throws if there is none for long. */
  Answer book(int number, Map<String, Object> body) {
    long end = System.nanoTime() + PATIENCE_IN_ALL.toNanos();
    for (int trial = number; System.nanoTime() < end; trial++) {
      var answer = trial(trial, number, body);
      if (answer.isPresent() && isDefinite(answer.get())) {
        return answer.get();
      }
      repeats.incrementAndGet();
      Eventually.pause(PAUSE);
    }
    throw new AssertionError("no answer to request " + number);
  }

  private Optional<Answer> trial(int trial, int number, Map<String, Object> body) {
    var here = tenant.at(ges.node(trial % 2));
    try {
      return Optional.of(Http.sendWithin(
          PATIENCE_FOR_AN_ANSWER,
          "POST",
          here.engagement("callbacks/create"),
          body,
          "x-api-key",
          tenant.apiKey(),
          "Idempotency-Key",
          "request-" + number));
    } catch (UncheckedIOException lost) {
      return Optional.empty();
    }
  }

  private boolean isDefinite(Answer answer) {
    if (answer.status() > 499 && answer.status() != 503) {
      faults.add(answer.outcome());
    }
    return answer.status() < 500 && answer.code() != BUSY;
  }

  /** Returns how often a request was repeated. */
  int repeats() {
    return repeats.get();
  }

  /** Returns the answers that must never be: server errors other than 503. */
  Queue<String> faults() {
    return faults;
  }
}
