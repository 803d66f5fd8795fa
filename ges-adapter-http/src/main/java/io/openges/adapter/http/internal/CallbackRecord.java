package io.openges.adapter.http.internal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.external.Standing;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.PushTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A callback as operators and the voice platform see it (specification 6.1). Push tokens stay
 * inside. Immutable and thread-safe.
 *
 * @param identity who and where
 * @param state where it stands
 * @param times when
 * @param offer how it was offered
 * @param wishes what was asked of the routing
 * @param data what came along and what sessions keep
 */
record CallbackRecord(
    @JsonUnwrapped Identity identity,
    @JsonUnwrapped State state,
    @JsonUnwrapped Times times,
    @JsonUnwrapped Offer offer,
    @JsonUnwrapped Wishes wishes,
    @JsonUnwrapped Data data) {

  private static final Duration RETENTION = Duration.ofDays(14);

  /** Returns the record without user data and storage, as lists show it. */
  static CallbackRecord brief(Callback callback) {
    return of(callback, null, null);
  }

  /** Returns the whole record. */
  static CallbackRecord full(Callback callback, JsonNode storage) {
    var userData = callback.booking().details().userData();
    return of(callback, Json.stored(userData.json()), storage);
  }

  private static CallbackRecord of(
      Callback callback, @Nullable JsonNode userData, @Nullable JsonNode storage) {
    var details = callback.booking().details();
    var offer = details.offer();
    var routing = details.routing();
    return new CallbackRecord(
        identity(callback),
        State.of(callback),
        times(callback),
        new Offer(
            offer.type(),
            new OfferParts(offer.timing(), offer.threshold(), offer.inboundQueue()),
            offer.interactionId(),
            offer.audience().channel(),
            offer.audience().language()),
        new Wishes(routing.priority(), routing.routePoint(), routing.surveyRoutePoint()),
        new Data(
            details.pushTargets().stream().map(PushTarget::channel).toList(),
            callback.booking().settingsVersion(),
            userData,
            storage));
  }

  private static Identity identity(Callback callback) {
    var source = callback.booking().source();
    var number = callback.booking().phoneNumber();
    return new Identity(
        callback.key().id().toString(),
        callback.key().tenant().toString(),
        callback.queue().value(),
        new Kind(
            callback.schedule().kind().name(),
            source.origin().name(),
            source.direction().name()),
        number.asGiven(),
        number.e164());
  }

  private static Times times(Callback callback) {
    var schedule = callback.schedule();
    return new Times(
        WireTime.format(schedule.desiredTime()),
        WireTime.format(callback.booking().requestedTime()),
        new Changes(
            WireTime.format(callback.booking().createdAt()),
            WireTime.format(callback.status().updatedAt())),
        WireTime.format(schedule.expiresAt()),
        WireTime.format(schedule.desiredTime().plus(RETENTION)));
  }

  /** Who and where. */
  record Identity(
      String id,
      String ccid,
      String service,
      @JsonUnwrapped Kind what,
      String phoneNumber,
      @Nullable String e164) {}

  /** What kind of callback it is. */
  record Kind(String kind, String origin, String direction) {}

  /** Where it stands. */
  record State(
      String state,
      @Nullable String reason,
      long version,
      int attempt,
      @Nullable String sessionId,
      @JsonUnwrapped Queue queue) {

    static State of(Callback callback) {
      var reason = callback.status().reason();
      var session = callback.attempt().session();
      var standing = Standing.of(callback);
      return new State(
          callback.state().name(),
          reason == null ? null : reason.value(),
          callback.status().version(),
          callback.attempt().number(),
          session == null || session.id().isEmpty() ? null : session.id(),
          new Queue(standing.position(), standing.waitSeconds()));
    }
  }

  /** Its place in the queue. */
  record Queue(@Nullable Integer position, @Nullable Integer ewt) {}

  /** When, all ISO-UTC. */
  record Times(
      String desiredTime,
      String requestedTime,
      @JsonUnwrapped Changes changes,
      String expiresAt,
      String purgeAt) {}

  /** When it was made and changed. */
  record Changes(String createdAt, String updatedAt) {}

  /** How it was offered. */
  record Offer(
      String cbOfferType,
      @JsonUnwrapped OfferParts parts,
      @Nullable String cbOriginationIxnId,
      String channel,
      String language) {}

  /** Reporting details of the offer. */
  record OfferParts(
      @Nullable String offerTiming,
      @Nullable Double offerThreshold,
      @Nullable String inboundVQ) {}

  /** What was asked of the routing. */
  record Wishes(
      @Nullable Integer priority,
      @Nullable String routePoint,
      @Nullable String surveyRP) {}

  /** What came along and what sessions keep. */
  record Data(
      List<String> pushChannels,
      int settingsVersion,
      @Nullable JsonNode userData,
      @Nullable JsonNode storage) {}
}
