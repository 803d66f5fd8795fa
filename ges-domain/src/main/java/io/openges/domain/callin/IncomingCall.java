package io.openges.domain.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callin.CallInRequest.Recognition;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that has come in, and which request it belongs to: by its number and the code if one was
 * typed in; else by its number and the caller; else by the number alone where that is one request's
 * own (specification 16). Who has got a code is known by nothing else. Immutable and thread-safe.
 *
 * @param tenant whose number was called
 * @param numbers the ways to read the number that was called, {@code +} and digits; 1 or more
 * @param callers the ways to read the number it comes from; none if that is not known
 * @param code what was typed in, null if nothing
 * @param callUuid names the call
 * @param now milliseconds, UTC
 */
public record IncomingCall(
    TenantId tenant,
    List<String> numbers,
    List<String> callers,
    @Nullable Long code,
    String callUuid,
    Instant now) {

  private static final String FROM = "from ";

  /** Copies the lists and checks that every part is there. */
  public IncomingCall {
    requireNonNull(tenant, "tenant");
    numbers = List.copyOf(numbers);
    callers = List.copyOf(callers);
    requireNonNull(callUuid, "callUuid");
    requireNonNull(now, "now");
  }

  /**
   * Returns the request that the call belongs to, the one that ends last if there are several;
   * empty if nobody expected it.
   *
   * @param requests of the tenant; those of other numbers, and those that are not open, do no harm
   */
  public Optional<CallInRequest> match(Collection<CallInRequest> requests) {
    var open = requests.stream()
        .filter(
            request -> request.isOpenAt(now) && numbers.contains(request.line().number()))
        .sorted(Comparator.comparing(CallInRequest::expiresAt).reversed())
        .toList();
    if (code != null) {
      return open.stream().filter(request -> hasCode(request, code)).findFirst();
    }
    return open.stream()
        .filter(this::comesFromCaller)
        .findFirst()
        .or(() -> open.stream()
            .filter(request -> request.recognition() == Recognition.NUMBER)
            .findFirst());
  }

  private static boolean hasCode(CallInRequest request, long typed) {
    var made = request.line().accessCode();
    return made != null && made == typed;
  }

  private boolean comesFromCaller(CallInRequest request) {
    var caller = request.sent().callerKey();
    return request.recognition() == Recognition.CALLER
        && caller != null
        && callers.contains(caller);
  }

  /** Returns whom wrong codes are counted against: the caller, and the number that is called. */
  public Set<String> sources() {
    var sources = new LinkedHashSet<String>();
    callers.stream().limit(1).map(caller -> FROM + caller).forEach(sources::add);
    numbers.stream().limit(1).map(number -> "to " + number).forEach(sources::add);
    return sources;
  }

  /** Returns nothing personal. */
  @Override
  public String toString() {
    return "IncomingCall[" + tenant + "]";
  }

  /** Returns under which name the wrong codes of a caller are counted whose digits are given. */
  public static String source(String digits) {
    return FROM + "+" + digits;
  }
}
