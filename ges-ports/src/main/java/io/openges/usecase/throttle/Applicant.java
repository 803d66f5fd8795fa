package io.openges.usecase.throttle;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.BookingWish;
import io.openges.domain.booking.Placement;
import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.Limits;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callback.BookCallback.Attributes;
import io.openges.ports.driving.callback.BookCallback.Command;
import io.openges.ports.driving.callback.BookCallback.Idempotency;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks to be counted. Immutable and thread-safe, as far as its attributes are.
 *
 * @param tenant whose customer
 * @param wish what is asked for, and when
 * @param number the number to call
 * @param attributes what else customers are told apart by
 * @param joinsQueue whether it would be an immediate callback that waits QUEUED at once
 * @param idempotency tells it and its repetitions from all others, null without a key
 */
public record Applicant(
    TenantId tenant,
    BookingWish wish,
    PhoneNumber number,
    Attributes attributes,
    boolean joinsQueue,
    @Nullable Idempotency idempotency) {

  /** Checks that every part is there. */
  public Applicant {
    requireNonNull(tenant, "tenant");
    requireNonNull(wish, "wish");
    requireNonNull(number, "number");
    requireNonNull(attributes, "attributes");
  }

  /** Returns who sends {@code command}. */
  public static Applicant of(Command command, BookingWish wish, Placement placement) {
    return new Applicant(
        command.tenant(),
        wish,
        number(command.phoneNumber(), wish),
        command.extras().attributes(),
        placement.kind() == CallbackKind.IMMEDIATE && !placement.waitsForOpening(),
        command.extras().idempotency());
  }

  private static PhoneNumber number(PhoneNumber given, BookingWish wish) {
    var judged = wish.customer().number();
    return judged == null
        ? given
        : new PhoneNumber(given.asGiven(), judged.reading().e164());
  }

  QueueName queue() {
    return wish.settings().name();
  }

  Instant now() {
    return wish.now();
  }

  /** Returns the name it shares with its repetitions, null if it has none. */
  @Nullable
  String twinName(WindowNames names) {
    return idempotency == null
        ? null
        : "k:" + names.of(tenant, List.of(idempotency.key(), idempotency.fingerprint()));
  }

  /** Returns the queue's limits. */
  Limits limits() {
    return wish.settings().offering().limits();
  }
}
