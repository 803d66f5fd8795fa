package io.openges.adapter.ors.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.OfferDetails;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Composes the JSON of a stream entry's field {@code data} (specification 17.1): what is unknown is
 * absent; texts that are JSON already are passed on unread.
 *
 * <p>Safe for use by many threads at once.
 */
final class EntryData {

  private static final JsonFactory JSON = new JsonFactory();

  private final SettingsTexts rows = new SettingsTexts();
  private final String baseUrl;
  private final BiFunction<TenantId, QueueName, List<String>> regions;

  EntryData(String baseUrl, BiFunction<TenantId, QueueName, List<String>> regions) {
    this.baseUrl = baseUrl;
    this.regions = regions;
  }

  /**
   * Returns the JSON object.
   *
   * @param wish the routing wishes that were granted
   */
  String json(Submission submission, RoutingWish wish) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      var callback = submission.callback();
      json.writeStartObject();
      json.writeNumberField("formatVersion", 1);
      identity(json, callback);
      links(json, callback);
      json.writeStringField(
          "dialNumber",
          submission.settings().dialling().dialPrefix()
              + callback.booking().phoneNumber().asGiven());
      times(json, callback);
      offer(json, callback.booking().details().offer());
      routing(json, wish);
      if (submission.waitTime().seconds() >= 0) {
        json.writeNumberField("ewtAtOffer", submission.waitTime().seconds());
      }
      settings(json, submission);
      payload(json, callback.booking(), submission.storage());
      previousAttempts(json, callback.attempt());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void identity(JsonGenerator json, Callback callback) throws IOException {
    var source = callback.booking().source();
    json.writeStringField("id", callback.key().id().toString());
    json.writeStringField("ccid", callback.key().tenant().toString());
    json.writeStringField("service", callback.queue().value());
    json.writeStringField("kind", callback.schedule().kind().name());
    json.writeStringField("direction", source.direction().name());
    json.writeStringField("origin", source.origin().name());
    json.writeNumberField("attempt", callback.attempt().number());
  }

  private void links(JsonGenerator json, Callback callback) throws IOException {
    var id = callback.key().id();
    // Form encoding differs from that of a path in nothing but the space.
    var service = URLEncoder.encode(callback.queue().value(), UTF_8).replace("+", "%20");
    json.writeStringField(
        "updateUrl", baseUrl + "genesys/1/service/callback/" + service + "/" + id);
    json.writeStringField("storageUrl", baseUrl + "genesys/1/service/" + id + "/storage");
    json.writeStringField(
        "callUrl", baseUrl + "ges/v1/tenants/" + callback.key().tenant() + "/callbacks/" + id);
  }

  private static void times(JsonGenerator json, Callback callback) throws IOException {
    var booking = callback.booking();
    var schedule = callback.schedule();
    json.writeStringField("desiredTime", StreamEntry.isoUtc(schedule.desiredTime()));
    json.writeStringField("requestedTime", StreamEntry.isoUtc(booking.requestedTime()));
    json.writeStringField("createdAt", StreamEntry.isoUtc(booking.createdAt()));
    json.writeStringField("expiresAt", StreamEntry.isoUtc(schedule.expiresAt()));
  }

  private static void offer(JsonGenerator json, OfferDetails offer) throws IOException {
    json.writeStringField("language", offer.audience().language());
    json.writeStringField("channel", offer.audience().channel());
    json.writeStringField("cbOfferType", offer.type());
    known(json, "offerTiming", offer.timing());
    if (offer.threshold() != null) {
      json.writeNumberField("offerThreshold", offer.threshold());
    }
    known(json, "inboundVQ", offer.inboundQueue());
    known(json, "cbOriginationIxnId", offer.interactionId());
  }

  private static void routing(JsonGenerator json, RoutingWish wish) throws IOException {
    known(json, "surveyRP", wish.surveyRoutePoint());
    known(json, "routePoint", wish.routePoint());
    if (wish.priority() != null) {
      json.writeNumberField("priority", wish.priority());
    }
  }

  private void settings(JsonGenerator json, Submission submission) throws IOException {
    var callback = submission.callback();
    var tenant = callback.key().tenant();
    json.writeArrayFieldStart("regions");
    for (var region : regions.apply(tenant, callback.queue())) {
      json.writeString(region);
    }
    json.writeEndArray();
    json.writeNumberField("settingsVersion", callback.booking().settingsVersion());
    json.writeFieldName("settings");
    json.writeRawValue(rows.json(tenant, submission.settings()));
  }

  private static void payload(JsonGenerator json, Booking booking, Map<String, String> storage)
      throws IOException {
    json.writeFieldName("userData");
    json.writeRawValue(booking.details().userData().json());
    json.writeBooleanField("pushAvailable", !booking.details().pushTargets().isEmpty());
    json.writeObjectFieldStart("storage");
    for (var entry : new TreeMap<>(storage).entrySet()) {
      json.writeFieldName(entry.getKey());
      json.writeRawValue(entry.getValue());
    }
    json.writeEndObject();
  }

  /** What came of earlier attempts, as far as the record tells it. */
  private static void previousAttempts(JsonGenerator json, Attempt attempt) throws IOException {
    json.writeArrayFieldStart("previousAttempts");
    for (int number = 1; number < attempt.number(); number++) {
      json.writeStartObject();
      json.writeNumberField("attempt", number);
      json.writeStringField(
          "result", number < attempt.number() - attempt.unstarted() ? "ENDED" : "NOT_STARTED");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void known(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
