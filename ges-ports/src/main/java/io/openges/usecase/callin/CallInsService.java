package io.openges.usecase.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callin.CallInGroup;
import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInOrder;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.CallInRequest.Sent;
import io.openges.domain.callin.IncomingCall;
import io.openges.domain.phone.DialledNumber;
import io.openges.domain.phone.NumberPlan;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callback.Ids;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.callin.CallInRequests.Creation;
import io.openges.ports.driven.callin.Chance;
import io.openges.ports.driving.callback.FindCallback;
import io.openges.ports.driving.callin.CallIns;
import io.openges.ports.driving.callin.KeepCallInGroups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives numbers to call, and knows the calls again. */
public final class CallInsService implements CallIns {

  /** Requests are kept so long after they were made (specification 16). */
  public static final Duration RETENTION = Duration.ofDays(14);

  /** Where national numbers are at home; a tenant has no country of its own, only its rows have. */
  public static final String COUNTRY = "US";

  private static final int PURGE_BATCH = 500;

  private final KeepCallInGroups groups;
  private final CallInRequests requests;
  private final FindCallback callbacks;
  private final Knowledge knowledge;
  private final Consumer<CallInRequest> confirmed;
  private final TenantDoors doors;

  /**
   * Makes the service.
   *
   * @param confirmed told of each request that names a callback, when it is kept; if it throws
   *     because a store gave no answer, the request expires, and the customer is told so and asks
   *     again
   */
  public CallInsService(
      KeepCallInGroups groups,
      CallInRequests requests,
      FindCallback callbacks,
      Knowledge knowledge,
      Consumer<CallInRequest> confirmed) {
    this(groups, requests, callbacks, knowledge, confirmed, TenantDoors.few());
  }

  CallInsService(
      KeepCallInGroups groups,
      CallInRequests requests,
      FindCallback callbacks,
      Knowledge knowledge,
      Consumer<CallInRequest> confirmed,
      TenantDoors doors) {
    this.groups = requireNonNull(groups, "groups");
    this.requests = requireNonNull(requests, "requests");
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.knowledge = requireNonNull(knowledge, "knowledge");
    this.confirmed = requireNonNull(confirmed, "confirmed");
    this.doors = requireNonNull(doors, "doors");
  }

  /**
   * What it knows and makes up.
   *
   * @param plan reads numbers
   * @param ids names requests
   * @param chance chooses codes
   * @param time the clock
   */
  public record Knowledge(NumberPlan plan, Ids ids, Chance chance, InstantSource time) {

    Instant now() {
      return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Nullable
    String e164(String number) {
      return plan.read(DialledNumber.of("", number, COUNTRY)).e164();
    }
  }

  @Override
  public Outcome request(Command command) {
    var group = groups.current(command.tenant()).find(command.group()).orElse(null);
    if (group == null) {
      return new Outcome.UnknownGroup();
    }
    var given = command.caller();
    var caller = given == null ? null : new PhoneNumber(given, knowledge.e164(given));
    if (caller != null && caller.e164() == null) {
      return new Outcome.BadNumber();
    }
    var callback = callback(command);
    if (command.callbackId() != null && callback.isEmpty()) {
      return new Outcome.UnknownCallback();
    }
    var sent = new Sent(group.name(), caller, command.userData(), callback.orElse(null));
    return order(group, command, sent);
  }

  private Optional<CallbackId> callback(Command command) {
    return Optional.ofNullable(command.callbackId())
        .flatMap(CallbackId::parse)
        .filter(id -> callbacks.find(new CallbackKey(command.tenant(), id)).isPresent());
  }

  private Outcome order(CallInGroup group, Command command, Sent sent) {
    var now = knowledge.now();
    var order = new CallInOrder(
        new CallInKey(command.tenant(), knowledge.ids().next().value()),
        sent,
        group.numbers(),
        group.codes(),
        now,
        now.plus(group.expiry()));
    var creation = doors
        .pass(command.tenant(), () -> requests.create(order, knowledge.chance()))
        .orElse(null);
    if (creation == null) {
      return new Outcome.Busy();
    }
    if (creation instanceof Creation.Created created) {
      confirm(created.request());
      return new Outcome.Expected(created.request());
    }
    var next = ((Creation.NoneFree) creation).nextExpiry();
    return new Outcome.NoneFree(
        next == null || !next.isAfter(now) ? Duration.ofSeconds(1) : Duration.between(now, next));
  }

  private void confirm(CallInRequest request) {
    if (request.sent().callback() == null) {
      return;
    }
    try {
      confirmed.accept(request);
    } catch (DependencyUnavailableException failure) {
      giveBack(request, failure);
      throw failure;
    }
  }

  /** Nobody will be told the number, and it may be the last one. */
  private void giveBack(CallInRequest request, DependencyUnavailableException failure) {
    try {
      requests.expire(request.key());
    } catch (DependencyUnavailableException alsoAway) {
      failure.addSuppressed(alsoAway);
    }
  }

  @Override
  public Optional<CallInRequest> match(Call call) {
    var ani = call.ani();
    return requests.match(new IncomingCall(
        call.tenant(),
        called(call.dnis()),
        ani == null ? List.of() : readings(ani),
        call.accessCode(),
        call.callUuid(),
        knowledge.now()));
  }

  /** What no number can be read from is nobody's, but it was called. */
  private List<String> called(String dnis) {
    var readings = readings(dnis);
    return readings.isEmpty() ? List.of(dnis) : readings;
  }

  /**
   * Switches often leave out the plus, so digits may be an international number or a national.
   * Without any it is no number but says why there is none, in the same words for all who withhold
   * theirs.
   */
  private List<String> readings(String number) {
    var digits = number.replaceAll("[^0-9]", "");
    if (digits.isEmpty()) {
      return List.of();
    }
    Set<String> readings = new LinkedHashSet<>();
    var e164 = knowledge.e164(number);
    if (e164 != null) {
      readings.add(e164);
    }
    readings.add("+" + digits);
    return List.copyOf(readings);
  }

  /** Deletes what was made too long ago; to be called about once an hour by every node. */
  public void purge() {
    var now = knowledge.now();
    int deleted = PURGE_BATCH;
    while (deleted == PURGE_BATCH && !Thread.currentThread().isInterrupted()) {
      deleted = requests.purge(now.minus(RETENTION), now, PURGE_BATCH);
    }
  }
}
