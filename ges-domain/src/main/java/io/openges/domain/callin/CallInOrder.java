package io.openges.domain.callin;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callin.CallInRequest.Line;
import io.openges.domain.callin.CallInRequest.Recognition;
import io.openges.domain.callin.CallInRequest.Sent;
import io.openges.domain.callin.CallInRequest.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a number to call, judged all but for which numbers are free. Immutable and
 * thread-safe.
 *
 * @param key names the request to be made
 * @param sent what the customer's application sent
 * @param numbers the numbers of its group, in order
 * @param codes the codes it may get, null if it gets none
 * @param now milliseconds, UTC
 * @param expiresAt when the request ends, milliseconds, UTC
 */
public record CallInOrder(
    CallInKey key,
    Sent sent,
    List<String> numbers,
    @Nullable CodeSpace codes,
    Instant now,
    Instant expiresAt) {

  /** Copies the list and checks that every part is there. */
  public CallInOrder {
    requireNonNull(key, "key");
    requireNonNull(sent, "sent");
    numbers = List.copyOf(numbers);
    requireNonNull(now, "now");
    requireNonNull(expiresAt, "expiresAt");
  }

  /** Returns how the call will be known. */
  public Recognition recognition() {
    if (codes != null) {
      return Recognition.CODE;
    }
    return sent.caller() == null ? Recognition.NUMBER : Recognition.CALLER;
  }

  /** Returns the request that comes of it. */
  public CallInRequest request(String number, @Nullable Integer code) {
    return new CallInRequest(key, new Line(number, code), sent, now, expiresAt, State.CREATED);
  }
}
