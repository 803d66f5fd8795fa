package io.openges.ports.driving.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.UserData;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: a customer asks for a number to call, and the call is known again when it comes in
 * (specification 16). Safe for use by many threads at once.
 */
public interface CallIns {

  /**
   * Gives the customer a number to call.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if a store gave no answer
   */
  Outcome request(Command command);

  /**
   * Returns the request that a call belongs to, empty if nobody expected it; the same answer
   * whenever it is asked for again with the same {@code callUuid}.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  Optional<CallInRequest> match(Call call);

  /**
   * What the customer asks for.
   *
   * @param tenant whose customer
   * @param group the group's name
   * @param caller the number the call will come from, as given, null if it is not told
   * @param userData for whoever takes the call
   * @param callbackId the callback that the call confirms, as given, null if none
   */
  record Command(
      TenantId tenant,
      String group,
      @Nullable String caller,
      UserData userData,
      @Nullable String callbackId) {

    /** Checks that tenant, group and user data are there. */
    public Command {
      requireNonNull(tenant, "tenant");
      requireNonNull(group, "group");
      requireNonNull(userData, "userData");
    }

    /** Names the group only: the rest may be personal. */
    @Override
    public String toString() {
      return "Command[" + tenant + ", " + group + "]";
    }
  }

  /**
   * A call that has come in.
   *
   * @param tenant whose number was called
   * @param dnis the number that was called: {@code +} and digits, or digits with the country code
   * @param ani the number it comes from, null if it is not known; what has no digits is no number
   * @param accessCode what the caller typed in, null if nothing
   * @param callUuid names the call
   */
  record Call(
      TenantId tenant,
      String dnis,
      @Nullable String ani,
      @Nullable Long accessCode,
      String callUuid) {

    /** Checks that tenant, number and name are there. */
    public Call {
      requireNonNull(tenant, "tenant");
      requireNonNull(dnis, "dnis");
      requireNonNull(callUuid, "callUuid");
    }

    /** Returns nothing personal. */
    @Override
    public String toString() {
      return "Call[" + tenant + "]";
    }
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The call is expected from now on.
     *
     * @param request says where
     */
    record Expected(CallInRequest request) implements Outcome {}

    /** The tenant has no such group. */
    record UnknownGroup() implements Outcome {}

    /** The caller's number cannot be read. */
    record BadNumber() implements Outcome {}

    /** The tenant has no such callback. */
    record UnknownCallback() implements Outcome {}

    /**
     * All numbers of the group are taken.
     *
     * @param retryAfter when the next one may be free, more than 0
     */
    record NoneFree(Duration retryAfter) implements Outcome {}

    /** So many of the tenant's customers ask at once that this one was not heard. */
    record Busy() implements Outcome {}
  }
}
