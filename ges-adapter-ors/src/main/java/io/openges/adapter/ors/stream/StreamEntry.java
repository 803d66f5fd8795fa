package io.openges.adapter.ors.stream;

import io.openges.domain.callback.RoutingWish;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Composes the fields of a stream entry (specification 17.1).
 *
 * <p>Safe for use by many threads at once.
 */
final class StreamEntry {

  private static final DateTimeFormatter ISO_UTC = DateTimeFormatter.ofPattern(
          "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
      .withZone(ZoneOffset.UTC);

  private final String baseUrl;
  private final EntryData data;

  /**
   * Makes entries.
   *
   * @param regions the order in which regions are tried for a queue
   */
  StreamEntry(String baseUrl, BiFunction<TenantId, QueueName, List<String>> regions) {
    this.baseUrl = baseUrl;
    this.data = new EntryData(baseUrl, regions);
  }

  /** Returns the fields in their order; all values are strings. */
  Map<String, String> fields(Submission submission) {
    var callback = submission.callback();
    var settings = submission.settings();
    var wish = granted(callback.booking().details().routing(), settings);
    var fields = new LinkedHashMap<String, String>();
    fields.put("id", callback.key().id().toString());
    fields.put("ccid", callback.key().tenant().toString());
    fields.put("service", callback.queue().value());
    fields.put("attempt", Integer.toString(callback.attempt().number()));
    fields.put("url", baseUrl);
    fields.put("application", settings.dialling().application().name());
    fields.put("stream", settings.dialling().application().stream());
    fields.put("phoneNumber", callback.booking().phoneNumber().asGiven());
    fields.put("desiredTime", isoUtc(callback.schedule().desiredTime()));
    fields.put("priority", wish.priority() == null ? "" : Integer.toString(wish.priority()));
    fields.put("routePoint", wish.routePoint() == null ? "" : wish.routePoint());
    fields.put("data", data.json(submission, wish));
    return fields;
  }

  /** Returns {@code instant} as the platform writes it: UTC, three digits of milliseconds. */
  static String isoUtc(Instant instant) {
    return ISO_UTC.format(instant);
  }

  /** Returns the wishes the row lets through, completed by the row's own values. */
  private static RoutingWish granted(RoutingWish wish, QueueSettings settings) {
    var overridable = overridable(settings);
    var row = settings.dialling();
    return new RoutingWish(
        overridable.contains("priority") ? wish.priority() : null,
        either(overridable.contains("routePoint") ? wish.routePoint() : null, row.routingPoint()),
        either(
            overridable.contains("surveyRP") ? wish.surveyRoutePoint() : null,
            row.surveyRoutingPoint()));
  }

  private static List<?> overridable(QueueSettings settings) {
    return settings.columns().get("overridableOptions") instanceof List<?> listed
        ? listed
        : List.of("priority", "routePoint", "surveyRP");
  }

  private static @Nullable String either(@Nullable String wanted, String own) {
    if (wanted != null && !wanted.isEmpty()) {
      return wanted;
    }
    return own.isEmpty() ? null : own;
  }
}
