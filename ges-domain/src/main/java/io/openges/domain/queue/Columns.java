package io.openges.domain.queue;

import static io.openges.domain.queue.Column.optional;
import static io.openges.domain.queue.Column.required;
import static io.openges.domain.queue.Values.FLAG;
import static io.openges.domain.queue.Values.integer;
import static io.openges.domain.queue.Values.oneOf;
import static io.openges.domain.queue.Values.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The columns of CALLBACK_SETTINGS with their ranges and defaults (specification 10.2). */
final class Columns {

  private static final int MILLION = 1_000_000;

  private static final List<Column> APPLICATION = List.of(
      required("callbackApplication", text(1, 255)),
      required("applicationStream", text(1, 64)),
      required("businessHours", Values.ANY_TEXT));

  private static final List<Column> DIALLING = List.of(
      optional("routingPoint", text(0, 255), ""),
      optional("surveyRoutingPoint", text(0, 255), ""),
      optional("dialPrefix", Values.pattern("^[+0-9*#]{0,16}$"), ""),
      optional("callDisplayNumber", text(0, 64), ""),
      optional("callDisplayName", text(0, 64), ""),
      optional("callDirection", oneOf("USERTERMINATED", "USERORIGINATED"), "USERTERMINATED"),
      optional("callInGroup", Values.ANY_TEXT, ""),
      optional("maxDialAttempts", integer(1, 20), 3),
      optional("dialRetrySeconds", integer(10, 86_400), 300),
      optional("snoozeSeconds", integer(10, 86_400), 300),
      optional("callProgressDetection", FLAG, true),
      optional("cpdTimeoutMs", integer(1000, 60_000), 15_000),
      optional("defaultCountry", Countries.values(), "US"));

  private static final List<Column> OFFERING = List.of(
      optional("immediateCallbackEnabled", FLAG, true),
      optional("scheduledCallbackEnabled", FLAG, true),
      optional("timeSlotMinutes", Values.integerOf(5, 10, 15, 20, 30, 60, 120), 15),
      optional("maxCallbacksPerSlot", integer(0, 10_000), 100),
      optional("callbackTtlSeconds", integer(60, 1_209_600), 86_400),
      optional("minLeadTimeSeconds", integer(0, 604_800), 0),
      optional("immediateBlackoutMinutes", integer(0, 720), 0),
      optional("immediateForecastCheck", FLAG, true),
      optional("requireLoggedInAgents", FLAG, false),
      optional("rejectOutOfHours", FLAG, true),
      optional("afterHoursPolicy", oneOf("HOLD", "SUBMIT", "COMPLETE"), "HOLD"),
      optional("ewtMode", oneOf("mode1", "mode2", "mode3"), "mode2"));

  private static final List<Column> LIMITS = List.of(
      optional("duplicateCheck", oneOf("off", "standard", "strict"), "standard"),
      optional("throttleParameters", throttleParameters(), List.of("phoneNumber")),
      optional("throttleNumberLimit", integer(0, 10_000), 6),
      optional("throttleNumberWindowSeconds", integer(60, 604_800), 86_400),
      optional("throttleServiceLimit1", integer(0, MILLION), 500),
      optional("throttleServiceWindow1Seconds", integer(10, 86_400), 300),
      optional("throttleServiceLimit2", integer(0, MILLION), 1000),
      optional("throttleServiceWindow2Seconds", integer(10, 86_400), 3600),
      optional("maxQueuedImmediate", integer(0, MILLION), 1000));

  private static final List<Column> CLIENTS = List.of(
      optional("pushNotificationThresholdMinutes", integer(1, 1440), null),
      optional("pushOfferSeconds", integer(30, 3600), 300),
      optional("captchaRequired", oneOf("inherit", "yes", "no"), "inherit"),
      optional("overridableOptions", overridableOptions(), options()));

  static final List<Column> ALL = Stream.of(APPLICATION, DIALLING, OFFERING, LIMITS, CLIENTS)
      .flatMap(List::stream)
      .toList();

  /** What a row means that leaves out all it may; columns without a default are absent. */
  static final Map<String, Object> DEFAULTS = defaults();

  /** The names of all columns, found in whatever case they are asked for. */
  static final SortedMap<String, String> SPELLINGS = spellings();

  private Columns() {}

  private static SortedMap<String, String> spellings() {
    var spellings = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    ALL.forEach(column -> spellings.put(column.name(), column.name()));
    return Collections.unmodifiableSortedMap(spellings);
  }

  private static Values throttleParameters() {
    var entry =
        Values.pattern("^(phoneNumber|userData\\..+|header\\.[!#$%&'*+.^_`|~0-9A-Za-z-]+)$");
    return Values.listOf(
        5, new Values("phoneNumber, userData.<key> or header.<Name>", entry.allowed()));
  }

  private static List<String> options() {
    return List.of("priority", "routePoint", "surveyRP");
  }

  private static Values overridableOptions() {
    return Values.listOf(options().size(), oneOf(options().toArray(String[]::new)));
  }

  private static Map<String, Object> defaults() {
    var defaults = new LinkedHashMap<String, Object>();
    for (var column : ALL) {
      if (column.fallback() != null) {
        defaults.put(column.name(), column.fallback());
      }
    }
    return Collections.unmodifiableMap(defaults);
  }
}
