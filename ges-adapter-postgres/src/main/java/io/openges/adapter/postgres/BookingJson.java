package io.openges.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.OfferDetails;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.Revocation;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.callback.UserData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rarely used parts of a callback as JSON that holds only what differs from the defaults, null
 * when nothing does. Text rather than jsonb: jsonb refuses some strings that JSON allows.
 *
 * <p>Pure functions; thread-safe.
 */
final class BookingJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BookingJson() {}

  static @Nullable String details(Booking.Details details) {
    if (details.offer().equals(OfferDetails.ASAP)
        && details.routing().equals(RoutingWish.NONE)
        && details.pushTargets().isEmpty()) {
      return null;
    }
    var json = MAPPER.createObjectNode();
    var offer = details.offer();
    putUnless(json, "type", offer.type(), OfferDetails.ASAP.type());
    put(json, "timing", offer.timing());
    if (offer.threshold() != null) {
      json.put("threshold", offer.threshold());
    }
    put(json, "inboundQueue", offer.inboundQueue());
    put(json, "interactionId", offer.interactionId());
    var audience = offer.audience();
    putUnless(json, "channel", audience.channel(), OfferDetails.Audience.UNKNOWN.channel());
    putUnless(json, "language", audience.language(), OfferDetails.Audience.UNKNOWN.language());
    var routing = details.routing();
    if (routing.priority() != null) {
      json.put("priority", routing.priority());
    }
    put(json, "routePoint", routing.routePoint());
    put(json, "surveyRoutePoint", routing.surveyRoutePoint());
    if (!details.pushTargets().isEmpty()) {
      var targets = json.putArray("push");
      details.pushTargets().forEach(t -> targets.addArray().add(t.channel()).add(t.target()));
    }
    return json.toString();
  }

  static Booking.Details details(@Nullable String text, @Nullable String userData) {
    var data = userData == null ? UserData.NONE : new UserData(userData);
    if (text == null) {
      return new Booking.Details(OfferDetails.ASAP, RoutingWish.NONE, List.of(), data);
    }
    var json = parse(text);
    var offer = new OfferDetails(
        get(json, "type", OfferDetails.ASAP.type()),
        get(json, "timing"),
        json.has("threshold") ? (Double) json.get("threshold").doubleValue() : null,
        get(json, "inboundQueue"),
        get(json, "interactionId"),
        new OfferDetails.Audience(
            get(json, "channel", OfferDetails.Audience.UNKNOWN.channel()),
            get(json, "language", OfferDetails.Audience.UNKNOWN.language())));
    var routing = new RoutingWish(
        integer(json, "priority"), get(json, "routePoint"), get(json, "surveyRoutePoint"));
    var targets = new ArrayList<PushTarget>();
    json.path("push")
        .forEach(t -> targets.add(new PushTarget(t.get(0).textValue(), t.get(1).textValue())));
    return new Booking.Details(offer, routing, targets, data);
  }

  static @Nullable String revocation(@Nullable Revocation revocation) {
    if (revocation == null) {
      return null;
    }
    var json = MAPPER.createObjectNode();
    json.put("attempt", revocation.attempt());
    put(json, "entryId", revocation.entryId());
    json.put("event", revocation.event());
    json.put("giveUpAt", revocation.giveUpAt().toEpochMilli());
    var session = revocation.session();
    if (session != null) {
      var node = json.putObject("session").put("id", session.id()).put("seq", session.lastSeq());
      put(node, "url", session.url());
      if (session.position() != null) {
        node.put("position", session.position());
      }
      if (session.waitSeconds() != null) {
        node.put("wait", session.waitSeconds());
      }
    }
    return json.toString();
  }

  static @Nullable Revocation readRevocation(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var json = parse(text);
    var node = json.get("session");
    var session = node == null
        ? null
        : new Attempt.Session(
            node.get("id").textValue(),
            get(node, "url"),
            node.get("seq").longValue(),
            integer(node, "position"),
            integer(node, "wait"));
    return new Revocation(
        json.get("attempt").intValue(),
        get(json, "entryId"),
        session,
        json.get("event").textValue(),
        Instant.ofEpochMilli(json.get("giveUpAt").longValue()));
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException damaged) {
      // Without the cause: its message would show what the customer sent.
      throw new IllegalStateException("stored JSON is damaged");
    }
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  private static void putUnless(ObjectNode json, String field, String value, String usual) {
    if (!value.equals(usual)) {
      json.put(field, value);
    }
  }

  private static @Nullable String get(JsonNode json, String field) {
    return json.path(field).textValue();
  }

  private static String get(JsonNode json, String field, String usual) {
    var value = get(json, field);
    return value == null ? usual : value;
  }

  private static @Nullable Integer integer(JsonNode json, String field) {
    return json.has(field) ? (Integer) json.get(field).intValue() : null;
  }
}
