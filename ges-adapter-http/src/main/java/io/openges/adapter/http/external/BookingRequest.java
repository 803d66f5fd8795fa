package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.listener.Call;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.OfferDetails;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.callback.UserData;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.callback.BookCallback;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create (specification 3.2), past the checks of its fields. Immutable and
 * thread-safe.
 *
 * @param service the queue's name
 * @param phoneNumber as given
 * @param when the time wished for
 * @param details what is passed on
 * @param captchaToken proves that a person books, null if there is none
 */
public record BookingRequest(
    QueueName service,
    String phoneNumber,
    BookCallback.When when,
    Booking.Details details,
    @Nullable String captchaToken) {

  private static final int MAX_WORD = 64;
  private static final int MAX_IXN_ID = 128;
  private static final int MAX_TARGET = 4096;
  private static final int MAX_TARGETS = 10;
  private static final int MAX_CAPTCHA = 8192;
  private static final int MAX_PRIORITY = 1_000_000;
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}-[A-Z]{2}");
  private static final Set<String> OFFERS =
      Set.of("ASAP", "SCHEDULED", "COMBINED_SCHEDULED_AND_ASAP");
  private static final Set<String> TIMINGS = Set.of("ON-HOURS", "OFF-HOURS");

  /**
   * Reads the body.
   *
   * @throws io.openges.adapter.http.envelope.ProblemException with code 501 that names the first
   *     field that is wrong
   */
  public static BookingRequest read(Fields body) {
    var service = new QueueName(body.required("serviceName", 1, QueueName.MAX_LENGTH));
    var number = body.required("phoneNumber", 1, PhoneNumber.MAX_LENGTH);
    return read(service, number, body.instant("desiredTime"), body);
  }

  /**
   * Reads the optional fields.
   *
   * @param desiredTime null for as soon as may be
   */
  public static BookingRequest read(
      QueueName service, String number, @Nullable Instant desiredTime, Fields body) {
    var offer = offer(body, desiredTime);
    var routing = new RoutingWish(
        priority(body),
        body.text("routePoint", 0, QueueName.MAX_LENGTH),
        body.text("surveyRP", 0, QueueName.MAX_LENGTH));
    var userData = userData(body);
    // Only its length is looked at here: whether it is asked for is a matter of the service.
    var captchaToken = body.text("captchaToken", 0, MAX_CAPTCHA);
    return new BookingRequest(
        service,
        number,
        new BookCallback.When(desiredTime, body.flag("alwaysCheckCapacity")),
        new Booking.Details(offer, routing, pushTargets(body), userData),
        captchaToken);
  }

  /**
   * Returns the command that books this.
   *
   * @param call what its headers are read from
   * @param proof null for callers who need not prove that they are persons
   */
  public BookCallback.Command command(
      Call call,
      TenantId tenant,
      Origin origin,
      BookCallback.@Nullable Idempotency idempotency,
      BookCallback.@Nullable Proof proof) {
    return new BookCallback.Command(
        tenant,
        service,
        origin,
        PhoneNumber.of(phoneNumber),
        when,
        new BookCallback.Extras(
            details, idempotency, proof, new RequestAttributes(details.userData(), call::header)));
  }

  private static OfferDetails offer(Fields body, @Nullable Instant desiredTime) {
    var type = body.choice("cbOfferType", OFFERS);
    var language = body.matching(
        "language", text -> LANGUAGE.matcher(text).matches(), "expected a language such as en-US");
    var channel = body.text("channel", 1, MAX_WORD);
    var unknown = OfferDetails.Audience.UNKNOWN;
    return new OfferDetails(
        type != null ? type : desiredTime == null ? "ASAP" : "SCHEDULED",
        body.choice("offerTiming", TIMINGS),
        body.amount("offerThreshold"),
        body.text("inboundVQ", 0, QueueName.MAX_LENGTH),
        body.text("cbOriginationIxnId", 0, MAX_IXN_ID),
        new OfferDetails.Audience(
            channel == null ? unknown.channel() : channel,
            language == null ? unknown.language() : language));
  }

  private static List<PushTarget> pushTargets(Fields body) {
    var targets = body.objects("pushTargets", 1, MAX_TARGETS);
    if (targets != null) {
      return targets.stream()
          .map(target -> new PushTarget(
              target.present("channel", target.choice("channel", Set.of("FCM"))),
              target.required("target", 1, MAX_TARGET)))
          .toList();
    }
    var channel = body.choice("pushChannel", Set.of("FCM"));
    var target = body.text("pushTarget", 1, MAX_TARGET);
    if (channel == null && target == null) {
      return List.of();
    }
    return List.of(
        new PushTarget(body.present("pushChannel", channel), body.present("pushTarget", target)));
  }

  /** Returns the priority asked for, null if absent. */
  public static @Nullable Integer priority(Fields body) {
    return body.smallInteger("priority", -MAX_PRIORITY, MAX_PRIORITY);
  }

  /** Returns the application's own data, without keys that scripts could not use as names. */
  public static UserData userData(Fields body) {
    var sent = body.object("userData");
    if (sent == null || sent.isEmpty()) {
      return UserData.NONE;
    }
    var kept = sent.objectNode();
    sent.properties().forEach(entry -> {
      if (isIdentifier(entry.getKey())) {
        kept.set(entry.getKey(), entry.getValue());
      }
    });
    return kept.isEmpty() ? UserData.NONE : new UserData(Json.text(kept));
  }

  /** Says whether JavaScript could use {@code key} as a name. */
  private static boolean isIdentifier(String key) {
    return !key.isEmpty()
        && isStart(key.codePointAt(0))
        && key.codePoints().allMatch(BookingRequest::isPart);
  }

  private static boolean isStart(int c) {
    return c == '_' || c == '$' || Character.isUnicodeIdentifierStart(c);
  }

  private static boolean isPart(int c) {
    boolean joiner = c == 0x200c || c == 0x200d;
    return isStart(c)
        || joiner
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  /** Names the service only: the rest may be personal. */
  @Override
  public String toString() {
    return "BookingRequest[" + service + "]";
  }
}
