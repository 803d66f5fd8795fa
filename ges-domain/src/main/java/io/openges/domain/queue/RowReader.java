package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.QueueSettings.AfterHoursPolicy;
import io.openges.domain.queue.QueueSettings.WaitTimeMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one row of CALLBACK_SETTINGS (specification 10.2). Not thread-safe; one thread at a time.
 */
final class RowReader {

  private final String path;
  private final Map<String, Object> row;
  private final Problems problems;
  /** The row's good values over the defaults. */
  private final Map<String, Object> columns = new LinkedHashMap<>(Columns.DEFAULTS);

  RowReader(String path, Map<String, Object> row, Problems problems) {
    this.path = path;
    this.row = row;
    this.problems = problems;
  }

  /**
   * Reads the row.
   *
   * @param published the ids of all business hours of the publication
   * @param hours those of them that can be used
   * @return the row; empty if a part of it cannot be made, of which a problem tells
   */
  Optional<QueueSettings> read(
      QueueName name, Set<String> published, Map<String, BusinessHours> hours) {
    int before = problems.errors().size();
    Columns.ALL.forEach(this::check);
    row.keySet().forEach(this::checkSpelling);
    checkHours(published);
    checkDirection();
    var office = columns.get("businessHours") instanceof String id ? hours.get(id) : null;
    return office == null || problems.errors().size() > before
        ? Optional.empty()
        : Optional.of(settings(name, office));
  }

  private void check(Column column) {
    var value = row.get(column.name());
    if (value == null) {
      if (column.required()) {
        problems.missing(at(column.name()), column.values().expected());
      }
    } else if (column.values().allow(value)) {
      columns.put(column.name(), value);
    } else {
      problems.expected(at(column.name()), column.values().expected(), value);
    }
  }

  /** A column that is unknown is kept, but one that differs in case alone is mistyped. */
  private void checkSpelling(String column) {
    var known = Columns.SPELLINGS.get(column);
    if (known != null && !known.equals(column)) {
      problems.warn(at(column), "unknown, so it is only kept: is " + known + " meant?");
    }
  }

  private void checkHours(Set<String> published) {
    var id = columns.get("businessHours");
    if (id != null && !published.contains(id)) {
      problems.expected(
          at("businessHours"), "the id of business hours that are in the publication", id);
    }
  }

  private void checkDirection() {
    if (direction() == CallDirection.USERORIGINATED) {
      if (text("callInGroup").isEmpty()) {
        problems.warn(
            at("callInGroup"), "missing: pushes of a USERORIGINATED queue offer no number to call");
      }
    } else if (text("routingPoint").isEmpty() && hasGoodOrNo("callDirection", "routingPoint")) {
      problems.error(
          at("routingPoint"),
          "expected a text of 1 to 255 characters, as calls are USERTERMINATED");
    }
  }

  /** Says that what was published under these names, if anything, has been found good. */
  private boolean hasGoodOrNo(String... names) {
    for (var name : names) {
      if (row.get(name) != null && !row.get(name).equals(columns.get(name))) {
        return false;
      }
    }
    return true;
  }

  private QueueSettings settings(QueueName name, BusinessHours office) {
    return new QueueSettings(name, office, dialling(), offering(), lifetime(), row);
  }

  private QueueSettings.Dialling dialling() {
    return new QueueSettings.Dialling(
        new QueueSettings.Application(text("callbackApplication"), text("applicationStream")),
        direction(),
        new QueueSettings.Numbers(text("dialPrefix"), text("defaultCountry"), null),
        text("routingPoint"),
        text("surveyRoutingPoint"));
  }

  private QueueSettings.Offering offering() {
    return new QueueSettings.Offering(
        immediate(),
        flag("scheduledCallbackEnabled"),
        new QueueSettings.Slots(number("timeSlotMinutes"), number("maxCallbacksPerSlot"), null),
        number("minLeadTimeSeconds"),
        WaitTimeMode.valueOf(text("ewtMode").toUpperCase(Locale.ROOT)),
        limits());
  }

  private Limits limits() {
    var perKey = new Limits.PerKey(
        texts("throttleParameters"), window("throttleNumberLimit", "throttleNumberWindowSeconds"));
    return new Limits(
        Limits.DuplicateCheck.valueOf(text("duplicateCheck").toUpperCase(Locale.ROOT)),
        perKey,
        List.of(
            window("throttleServiceLimit1", "throttleServiceWindow1Seconds"),
            window("throttleServiceLimit2", "throttleServiceWindow2Seconds")),
        number("maxQueuedImmediate"));
  }

  private Limits.Window window(String limit, String seconds) {
    return Limits.Window.of(number(limit), number(seconds));
  }

  private QueueSettings.Immediate immediate() {
    return new QueueSettings.Immediate(
        flag("immediateCallbackEnabled"),
        number("immediateBlackoutMinutes"),
        flag("immediateForecastCheck"),
        flag("requireLoggedInAgents"),
        flag("rejectOutOfHours"));
  }

  private QueueSettings.Lifetime lifetime() {
    return new QueueSettings.Lifetime(
        number("callbackTtlSeconds"),
        number("snoozeSeconds"),
        AfterHoursPolicy.valueOf(text("afterHoursPolicy")));
  }

  private CallDirection direction() {
    return CallDirection.valueOf(text("callDirection"));
  }

  private String text(String name) {
    return (String) value(name);
  }

  private List<String> texts(String name) {
    return ((List<?>) value(name)).stream().map(String.class::cast).toList();
  }

  private boolean flag(String name) {
    return (Boolean) value(name);
  }

  private int number(String name) {
    return Values.wholeNumber(value(name)).orElseThrow();
  }

  private Object value(String name) {
    return requireNonNull(columns.get(name), name);
  }

  private String at(String name) {
    return path + "." + name;
  }
}
