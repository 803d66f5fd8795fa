package io.openges.domain.queue;

import io.openges.domain.hours.BusinessHours;
import io.openges.domain.queue.SettingsTable.Reading;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a whole publication (specification 10.1). Not thread-safe; one thread at a time. */
final class TableReader {

  private static final String HOURS = "businessHours";
  private static final String QUEUES = "queues";
  private static final Values ON_REMOVED_QUEUE = Values.oneOf("keep", "cancel");

  private final Map<String, Object> content;
  private final Problems problems = new Problems();

  TableReader(Map<String, Object> content) {
    this.content = PlainValues.object(content);
  }

  Reading read() {
    checkFormatVersion();
    checkSource();
    checkOnRemovedQueue();
    var hours = businessHours();
    var queues = queues(hours);
    return problems.errors().isEmpty()
        ? new SettingsTable.Valid(new TenantSettings(0, queues, hours), problems.warnings())
        : new SettingsTable.Invalid(problems.errors());
  }

  private void checkFormatVersion() {
    var version = content.get("formatVersion");
    if (version == null) {
      problems.missing("formatVersion", "1");
    } else if (!Values.integer(1, 1).allow(version)) {
      problems.expected("formatVersion", "1", version);
    }
  }

  private void checkOnRemovedQueue() {
    var value = content.get("onRemovedQueue");
    if (value != null && !ON_REMOVED_QUEUE.allow(value)) {
      problems.expected("onRemovedQueue", ON_REMOVED_QUEUE.expected(), value);
    }
  }

  private void checkSource() {
    var value = content.get("source");
    if (value instanceof Map<?, ?> source) {
      for (var name : new String[] {"application", "publishedBy", "publishedAt"}) {
        var part = source.get(name);
        if (part != null && !(part instanceof String)) {
          problems.expected("source." + name, "a text", part);
        }
      }
      if (source.get("publishedAt") instanceof String text && !isDateTime(text)) {
        problems.warn("source.publishedAt", "not an ISO 8601 date-time with zone: kept as it is");
      }
    } else if (value != null) {
      problems.expected("source", "an object", value);
    }
  }

  private static boolean isDateTime(String text) {
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeParseException other) {
      return false;
    }
  }

  private Map<String, BusinessHours> businessHours() {
    var hours = new LinkedHashMap<String, BusinessHours>();
    objects(HOURS)
        .forEach((id, fields) -> new HoursReader(HOURS + "." + id, problems)
            .read(id, fields)
            .ifPresent(office -> hours.put(id, office)));
    return hours;
  }

  private Map<QueueName, QueueSettings> queues(Map<String, BusinessHours> hours) {
    var queues = new LinkedHashMap<QueueName, QueueSettings>();
    var published = content.get(HOURS) instanceof Map<?, ?> all
        ? PlainValues.object(all).keySet()
        : Set.<String>of();
    objects(QUEUES).forEach((name, row) -> {
      if (name.isEmpty() || name.length() > QueueName.MAX_LENGTH) {
        problems.error(QUEUES + "." + name, "expected a queue name of 1 to 255 characters");
        return;
      }
      checkName(name);
      var queue = new QueueName(name);
      new RowReader(QUEUES + "." + name, row, problems)
          .read(queue, published, hours)
          .ifPresent(settings -> queues.put(queue, settings));
    });
    return queues;
  }

  /** Such a name is allowed, but a list of names cannot have it (specification 3.8). */
  private void checkName(String name) {
    if (name.indexOf(',') >= 0) {
      problems.warn(
          QUEUES + "." + name, "a name with a comma: estimated-wait-time cannot be asked for it");
    } else if (!name.strip().equals(name)) {
      problems.warn(
          QUEUES + "." + name,
          "a name with blanks at an end: estimated-wait-time cannot be asked for it");
    }
  }

  /** The objects that an object of the publication holds, by their names. */
  private Map<String, Map<String, Object>> objects(String name) {
    var objects = new LinkedHashMap<String, Map<String, Object>>();
    var value = content.get(name);
    if (value instanceof Map<?, ?> fields) {
      PlainValues.object(fields).forEach((id, field) -> {
        if (field instanceof Map<?, ?> object) {
          objects.put(id, PlainValues.object(object));
        } else {
          problems.expected(name + "." + id, "an object", field);
        }
      });
    } else if (value == null) {
      problems.missing(name, "an object, empty if there are none");
    } else {
      problems.expected(name, "an object", value);
    }
    return objects;
  }
}
