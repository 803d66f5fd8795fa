package io.openges.usecase.callback;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.OperatorTransitions;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.Transition;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.audit.KeyedHash;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackQueries.NumberFilter;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.callback.IdempotencyKeys;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.callin.CallInRequests.Personal;
import io.openges.ports.driving.callback.ErasePersonalData;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Empties callback by callback, the record last: what fails halfway is found again by its number.
 * The dispatcher then has the voice platform forget, as often as it takes.
 */
public final class ErasePersonalDataService implements ErasePersonalData {

  private static final int PAGE = 500;

  /** A number that is booked faster than it is erased is not followed for ever. */
  private static final int MOST_PAGES = 1_000;

  private final Stores stores;
  private final Trail trail;
  private final NumberSearch numbers;
  private final InstantSource time;
  private final Committed committed;

  /** Makes the service. */
  public ErasePersonalDataService(
      Stores stores, Trail trail, NumberSearch numbers, InstantSource time, Committed committed) {
    this.stores = requireNonNull(stores, "stores");
    this.trail = requireNonNull(trail, "trail");
    this.numbers = requireNonNull(numbers, "numbers");
    this.time = requireNonNull(time, "time");
    this.committed = requireNonNull(committed, "committed");
  }

  /** Where what is personal is kept. */
  public record Stores(
      CallbackStore callbacks,
      CallbackQueries queries,
      SessionStorage storage,
      IdempotencyKeys answers,
      CallInRequests callIns) {}

  /** Where is kept who had it erased. */
  public record Trail(AuditLog log, KeyedHash hash) {}

  @Override
  public Erased byNumber(TenantId tenant, PhoneNumber number, String actor) {
    var digits = numbers.digits(tenant, number);
    var callers = numbers.callers(tenant, number);
    int callIns =
        callers.isEmpty() ? 0 : stores.callIns().erase(new Personal(tenant, callers, Set.of()));
    int erased = 0;
    for (int page = 0; page < MOST_PAGES && !digits.isEmpty(); page++) {
      var found = stores.queries().ofNumber(new NumberFilter(tenant, digits, null, false, PAGE));
      if (found.isEmpty()) {
        break;
      }
      callIns += eraseCallIns(tenant, found.stream().map(Callback::key));
      for (var one : found) {
        erased += erase(one.key()) ? 1 : 0;
      }
    }
    var hash = trail.hash().of(tenant, number.digits()).orElse("?");
    return logged(tenant, actor, "number:" + hash, new Erased(erased, callIns));
  }

  @Override
  public Optional<Erased> byCallback(CallbackKey key, String actor) {
    if (stores.callbacks().find(key).isEmpty()) {
      return Optional.empty();
    }
    int callIns = eraseCallIns(key.tenant(), Stream.of(key));
    var erased = new Erased(erase(key) ? 1 : 0, callIns);
    return Optional.of(logged(key.tenant(), actor, AuditEntry.callback(key.id()), erased));
  }

  private Erased logged(TenantId tenant, String actor, String object, Erased erased) {
    var detail = "callbacks: " + erased.callbacks() + ", call-ins: " + erased.callIns();
    trail.log().append(new AuditEntry(tenant, now(), actor, Action.ERASE, object, detail));
    return erased;
  }

  /** Erases those that name the callbacks, all at once, as they are locked for that. */
  private int eraseCallIns(TenantId tenant, Stream<CallbackKey> callbacks) {
    var ids = callbacks.map(CallbackKey::id).collect(toUnmodifiableSet());
    return stores.callIns().erase(new Personal(tenant, Set.of(), ids));
  }

  /** Returns whether there was anything to erase. */
  private boolean erase(CallbackKey key) {
    while (true) {
      var found = stores.callbacks().find(key);
      if (found.isEmpty()) {
        return false;
      }
      var callback = found.get();
      stores.storage().replace(key, Map.of());
      if (!callback.booking().isErased()) {
        stores.answers().erase(key);
      }
      var now = now();
      if (!(OperatorTransitions.erase(callback, now) instanceof Transition.Changed changed)) {
        return false;
      }
      if (isStored(changed, now)) {
        // what its session has kept between the two steps
        stores.storage().replace(key, Map.of());
        return true;
      }
      // somebody else moved it meanwhile: judge again by what it is now
    }
  }

  private boolean isStored(Transition.Changed changed, Instant now) {
    var after = changed.after();
    // what the voice platform holds goes with a revocation; a session that goes on is looked after
    boolean looksAgain = after.progress().revocation() != null || after.state().isOpen();
    var wakeAt = looksAgain ? now : null;
    boolean stored = stores.callbacks().update(new CallbackStore.Update(changed, wakeAt, null))
        == CallbackStore.UpdateOutcome.STORED;
    if (stored) {
      committed.tell(after, wakeAt);
    }
    return stored;
  }

  private Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
