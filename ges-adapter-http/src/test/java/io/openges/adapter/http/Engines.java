package io.openges.adapter.http;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.Revocation;
import io.openges.domain.push.PushOffer;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.driven.callback.RecordCache;
import io.openges.ports.driven.dispatch.CallSessions;
import io.openges.ports.driven.queue.WaitTimes;
import io.openges.ports.memory.InMemoryCallInRequests;
import io.openges.ports.memory.InMemoryCallSubmission;
import io.openges.ports.memory.InMemoryRequestLog;
import io.openges.ports.memory.InMemoryStores;
import io.openges.usecase.Ges;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Callback engines over stores in memory; no session ever answers. */
final class Engines {

  private static final Duration YEAR = Duration.ofDays(365);

  private Engines() {}

  /** Makes an engine whose first callback is {@code 00000000-0000-4000-8000-000000000001}. */
  static Ges inMemory(InstantSource time, WaitTimes waitTimes, Ges.Guards guards) {
    var stores = new InMemoryStores();
    var count = new AtomicLong();
    var submission = new InMemoryCallSubmission();
    return Ges.assemble(
        new Ges.Stores(
            stores.bookings(),
            stores.idempotencyKeys(),
            stores.callbacks(),
            stores.queries(),
            stores.sessionStorage(),
            new Ges.Upkept(
                stores.dispatchQueue(),
                stores.occupancy(),
                new Ges.Published(stores.settings(), stores.rules()),
                stores.retention(),
                new NoCache(),
                new InMemoryCallInRequests(),
                new Ges.Logs(new InMemoryRequestLog(), stores.audit(), KeyedHash.NONE, YEAR))),
        new Ges.Voice(submission, new NoSessions(), waitTimes, List.of("eu", "us")),
        guards,
        Ges.Surroundings.quiet(
            "node",
            time,
            () -> new CallbackId(new UUID(0x4000L, Long.MIN_VALUE + count.incrementAndGet()))),
        Ges.Terms.DEFAULTS);
  }

  private static final class NoCache implements RecordCache {
    @Override
    public void put(Collection<Callback> callbacks) {}

    @Override
    public Optional<Callback> find(CallbackKey key) {
      return Optional.empty();
    }

    @Override
    public void remove(Collection<CallbackKey> keys) {}
  }

  private static final class NoSessions implements CallSessions {
    @Override
    public Proof find(CallbackKey key, int attempt) {
      return Proof.NONE_ANSWERS;
    }

    @Override
    public Delivery tell(CallbackKey key, Revocation revocation) {
      return Delivery.NO_ANSWER;
    }

    @Override
    public Delivery tell(Running session, PushOffer.@Nullable Answer answer) {
      return Delivery.NO_ANSWER;
    }

    @Override
    public List<Presence> ask(List<Running> sessions) {
      return sessions.stream().map(one -> Presence.UNKNOWN).toList();
    }
  }
}
