package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;

import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.dispatch.DispatchQueue;
import io.openges.ports.driven.dispatch.DispatchQueue.ClaimRequest;
import io.openges.ports.driven.dispatch.DispatchQueue.Claims;
import io.openges.ports.driven.dispatch.DispatchQueue.Confirmation;
import io.openges.ports.driven.dispatch.DispatchQueue.Wake;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contracts of the dispatch queue share. What other tests have left in the store is put to
 * sleep before each test, since claims are made over all tenants.
 */
public abstract class DispatchContract extends StoreContract {

  static final Duration LEASE = Duration.ofSeconds(20);
  static final Instant FAR = Instant.parse("2190-01-01T00:00:00Z");
  private static final Instant FARTHEST = FAR.plus(Duration.ofDays(1));

  /** A node of this test's own. */
  final String node = "node " + UUID.randomUUID();

  /** Puts to sleep what other tests have left: claims are made over all tenants. */
  @BeforeEach
  void nothingWakes() {
    for (int round = 0; round < 1000; round++) {
      var left =
          queue().claim(new ClaimRequest("cleaner", FARTHEST, LEASE, 1000)).callbacks();
      if (left.isEmpty()) {
        return;
      }
      queue().wakeAt(left.stream().map(callback -> wake(callback, null)).toList());
    }
    throw new AssertionError("what is put to sleep for ever is claimed again and again");
  }

  final DispatchQueue queue() {
    return stores().dispatchQueue();
  }

  final Claims claims(Instant now, int limit) {
    return queue().claim(new ClaimRequest(node, now, LEASE, limit));
  }

  final List<Callback> claim(Instant now) {
    return claim(now, 100);
  }

  final List<Callback> claim(Instant now, int limit) {
    return claims(now, limit).callbacks();
  }

  final Set<CallbackKey> confirm(Transition.Changed change, @Nullable Instant wakeAt) {
    return queue().confirm(List.of(new Confirmation(change, wakeAt)));
  }

  final UpdateOutcome update(Callback before, Callback after, @Nullable Instant wakeAt) {
    return stores().callbacks().update(new Update(Callbacks.changed(before, after), wakeAt, null));
  }

  static Transition.Changed promotion(Callback callback) {
    var entry = new Attempt.Submission("7-0", NOON.plusMillis(5));
    var attempt = callback.attempt().number();
    return (Transition.Changed) Transitions.submitted(callback, attempt, entry, NOON.plusMillis(5));
  }

  static Wake wake(Callback callback, @Nullable Instant at) {
    return new Wake(callback.key(), callback.status().version(), at, null, null);
  }

  static Callback leased(Callback callback, int leases) {
    var attempt = callback.attempt();
    return callback.with(
        callback.status(),
        new Callback.Progress(
            new Attempt(
                attempt.number(),
                attempt.unstarted(),
                leases,
                attempt.submission(),
                attempt.session()),
            callback.progress().revocation()));
  }
}
