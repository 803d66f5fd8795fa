package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.queue.SettingsTable.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publications of CALLBACK_SETTINGS to test with, each a tree that a test may change. */
public final class Publications {

  /** The only queue of {@link #smallest()}. */
  public static final QueueName QUEUE = new QueueName("VQ");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private Publications() {}

  /** One queue with what is required, and an office that is open from 8 to 18 every day. */
  public static Map<String, Object> smallest() {
    return object(
        "formatVersion", 1,
        "businessHours", object("bh", office("Europe/Paris")),
        "queues", object(QUEUE.value(), row("bh")));
  }

  /** A row with what is required. */
  public static Map<String, Object> row(String businessHours) {
    return object(
        "callbackApplication", "Callback",
        "applicationStream", "Live",
        "businessHours", businessHours,
        "routingPoint", "8001");
  }

  /** An office that is open from 8 to 18 every day. */
  public static Map<String, Object> office(String zone) {
    var week = object();
    DAYS.forEach(day -> week.put(day, list(range("08:00", "18:00"))));
    return object("name", "Office", "timezone", zone, "weekly", week, "specialDays", list());
  }

  /** Hours or dates. */
  public static Map<String, Object> range(String from, String to) {
    return object("from", from, "to", to);
  }

  /** A special day without dates, closed. */
  public static Map<String, Object> specialDay(boolean yearly, Object... ranges) {
    return object(
        "id",
        "d1",
        "name",
        "Day",
        "enabled",
        true,
        "yearly",
        yearly,
        "ranges",
        list(ranges),
        "hours",
        list());
  }

  /** The smallest publication with another value for a column of its row; null takes it out. */
  public static Map<String, Object> withColumn(String column, @Nullable Object value) {
    return with(smallest(), "queues/VQ/" + column, value);
  }

  /** The smallest publication with another value in its office; null takes it out. */
  public static Map<String, Object> withHours(String path, @Nullable Object value) {
    return with(smallest(), "businessHours/bh/" + path, value);
  }

  /** The smallest publication with one special day. */
  public static Map<String, Object> withSpecialDay(Map<String, Object> day) {
    return withHours("specialDays", list(day));
  }

  /** Sets a value in a tree of objects, by its names with slashes between them. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> with(
      Map<String, Object> content, String path, @Nullable Object value) {
    var names = path.split("/", -1);
    var object = content;
    for (int i = 0; i < names.length - 1; i++) {
      object = (Map<String, Object>) requireNonNull(object.get(names[i]), path);
    }
    put(object, names[names.length - 1], value);
    return content;
  }

  /** The settings of a publication that has no errors. */
  static TenantSettings settings(Map<String, Object> content) {
    assertThat(SettingsTable.read(content)).isInstanceOf(SettingsTable.Valid.class);
    return ((SettingsTable.Valid) SettingsTable.read(content)).settings();
  }

  /** The row of a smallest publication that has no errors. */
  public static QueueSettings queue(Map<String, Object> content) {
    return settings(content).queue(QUEUE).orElseThrow();
  }

  /** The errors of a publication; none if it is valid. */
  static List<Problem> errors(Map<String, Object> content) {
    return SettingsTable.read(content) instanceof SettingsTable.Invalid invalid
        ? invalid.errors()
        : List.of();
  }

  /** The warnings of a publication that has no errors. */
  static List<Problem> warnings(Map<String, Object> content) {
    assertThat(errors(content)).isEmpty();
    return ((SettingsTable.Valid) SettingsTable.read(content)).warnings();
  }

  /** An object that may be changed. */
  public static Map<String, Object> object(@Nullable Object... namesAndValues) {
    var object = new HashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      put(object, (String) requireNonNull(namesAndValues[i], "name"), namesAndValues[i + 1]);
    }
    return object;
  }

  /** A list that may be changed. */
  public static List<Object> list(Object... entries) {
    return new ArrayList<>(List.of(entries));
  }

  @SuppressWarnings("NullAway") // JSON has nulls that the type cannot say
  private static void put(Map<String, Object> object, String name, @Nullable Object value) {
    object.put(name, value);
  }
}
