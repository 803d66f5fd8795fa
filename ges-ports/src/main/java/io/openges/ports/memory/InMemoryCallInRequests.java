package io.openges.ports.memory;

import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInOrder;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.CallInRequest.Recognition;
import io.openges.domain.callin.CallInRequest.State;
import io.openges.domain.callin.IncomingCall;
import io.openges.domain.callin.NumberLoad;
import io.openges.domain.callin.WrongCodes;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.callin.Chance;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps call-in requests as long as the process lives. Safe for use by many threads at once. */
public final class InMemoryCallInRequests implements CallInRequests {

  private final Map<CallInKey, CallInRequest> requests = new LinkedHashMap<>();
  private final Map<CallOf, CallInKey> calls = new HashMap<>();
  private final Map<NumberOf, Long> turns = new HashMap<>();
  private final Map<SourceOf, WrongCodes> wrong = new HashMap<>();
  private long turn;

  /** Makes an empty store. */
  public InMemoryCallInRequests() {}

  @Override
  public synchronized Creation create(CallInOrder order, Chance chance) {
    var loads = order.numbers().stream().map(number -> load(order, number)).toList();
    for (var candidate : NumberLoad.candidates(loads, order.recognition())) {
      var request = request(order, candidate.number(), chance);
      if (request.isPresent()) {
        keep(request.get());
        return new Creation.Created(request.get());
      }
    }
    return new Creation.NoneFree(NumberLoad.firstExpiry(loads).orElse(null));
  }

  private Optional<CallInRequest> request(CallInOrder order, String number, Chance chance) {
    var codes = order.codes();
    if (codes == null) {
      return Optional.of(order.request(number, null));
    }
    var taken = open(order.key().tenant(), number, order.now()).stream()
        .map(request -> request.line().accessCode())
        .flatMap(code -> Optional.ofNullable(code).stream())
        .toList();
    var code = codes.choose(taken, chance::below);
    return code.isEmpty() ? Optional.empty() : Optional.of(order.request(number, code.getAsInt()));
  }

  private void keep(CallInRequest request) {
    var tenant = request.key().tenant();
    var number = request.line().number();
    if (request.recognition() == Recognition.CALLER) {
      open(tenant, number, request.createdAt()).stream()
          .filter(other -> isSameCaller(other, request))
          .forEach(other -> requests.put(other.key(), other.as(State.EXPIRED)));
    }
    requests.put(request.key(), request);
    turns.put(new NumberOf(tenant, number), ++turn);
  }

  private static boolean isSameCaller(CallInRequest one, CallInRequest other) {
    var caller = one.sent().callerKey();
    return one.recognition() == Recognition.CALLER
        && caller != null
        && caller.equals(other.sent().callerKey());
  }

  private NumberLoad load(CallInOrder order, String number) {
    var tenant = order.key().tenant();
    var open = open(tenant, number, order.now());
    return new NumberLoad(
        number,
        open.size(),
        open.stream().anyMatch(request -> request.recognition() == Recognition.NUMBER),
        turns.getOrDefault(new NumberOf(tenant, number), 0L),
        open.stream().map(CallInRequest::expiresAt).min(Instant::compareTo).orElse(null));
  }

  private List<CallInRequest> open(TenantId tenant, String number, Instant now) {
    return requests.values().stream()
        .filter(request -> request.key().tenant().equals(tenant)
            && request.line().number().equals(number)
            && request.isOpenAt(now))
        .toList();
  }

  @Override
  public synchronized Optional<CallInRequest> match(IncomingCall call) {
    if (call.sources().stream().anyMatch(source -> wrong(call, source).isBlockedAt(call.now()))) {
      return Optional.empty();
    }
    var name = new CallOf(call.tenant(), call.callUuid());
    var before = Optional.ofNullable(calls.get(name)).map(requests::get);
    if (before.isPresent()) {
      return before;
    }
    var found = call.match(requests.values().stream()
            .filter(request -> request.key().tenant().equals(call.tenant()))
            .toList())
        .map(request -> request.as(State.MATCHED));
    found.ifPresent(request -> {
      requests.put(request.key(), request);
      calls.put(name, request.key());
    });
    if (found.isEmpty() && call.code() != null) {
      call.sources()
          .forEach(source ->
              wrong.put(new SourceOf(call.tenant(), source), wrong(call, source).and(call.now())));
    }
    return found;
  }

  private WrongCodes wrong(IncomingCall call, String source) {
    return wrong.getOrDefault(new SourceOf(call.tenant(), source), WrongCodes.NONE);
  }

  @Override
  public synchronized Optional<CallInRequest> find(CallInKey key) {
    return Optional.ofNullable(requests.get(key));
  }

  @Override
  public synchronized void expire(CallInKey key) {
    requests.computeIfPresent(
        key, (same, kept) -> kept.state() == State.CREATED ? kept.as(State.EXPIRED) : kept);
  }

  @Override
  public synchronized int erase(Personal whose) {
    wrong
        .keySet()
        .removeIf(one -> one.tenant().equals(whose.tenant())
            && whose.digits().stream()
                .anyMatch(digits -> one.source().equals(IncomingCall.source(digits))));
    var meant = requests.values().stream()
        .filter(request -> isMeant(request, whose) && request.isPersonal())
        .toList();
    meant.forEach(request -> requests.put(request.key(), request.erased()));
    return meant.size();
  }

  private static boolean isMeant(CallInRequest request, Personal whose) {
    var caller = request.sent().caller();
    var callback = request.sent().callback();
    boolean isCaller = caller != null && whose.digits().contains(caller.digits());
    boolean isNamed = callback != null && whose.callbacks().contains(callback);
    return request.key().tenant().equals(whose.tenant()) && (isCaller || isNamed);
  }

  @Override
  public synchronized int purge(Instant before, Instant now, int limit) {
    var forgotten = wrong.entrySet().stream()
        .filter(one -> !now.isBefore(one.getValue().forgottenAt()))
        .map(Map.Entry::getKey)
        .limit(limit)
        .toList();
    forgotten.forEach(wrong::remove);
    var old = requests.values().stream()
        .filter(request -> request.createdAt().isBefore(before))
        .map(CallInRequest::key)
        .limit(limit)
        .toList();
    old.forEach(requests::remove);
    calls.values().removeAll(old);
    return Math.max(old.size(), forgotten.size());
  }

  private record CallOf(TenantId tenant, String callUuid) {}

  private record NumberOf(TenantId tenant, String number) {}

  private record SourceOf(TenantId tenant, String source) {}
}
