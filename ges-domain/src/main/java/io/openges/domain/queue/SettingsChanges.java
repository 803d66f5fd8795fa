package io.openges.domain.queue;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one publication changes against another (specification 10.1). Who published, when, and what
 * is to become of removed queues is not part of it: that alone makes no new version. Immutable and
 * thread-safe.
 *
 * @param queues the rows that differ, by queue
 * @param businessHours the business-hours objects that differ, by id
 */
public record SettingsChanges(Group queues, Group businessHours) {

  /** Nothing. */
  public static final SettingsChanges NONE = between(Map.of(), Map.of());

  /** Checks that both are there. */
  public SettingsChanges {
    requireNonNull(queues, "queues");
    requireNonNull(businessHours, "businessHours");
  }

  /** Compares two publications, each the plain Java values of its JSON; either may be empty. */
  public static SettingsChanges between(Map<String, Object> before, Map<String, Object> after) {
    return new SettingsChanges(
        Group.between(before.get("queues"), after.get("queues")),
        Group.between(before.get("businessHours"), after.get("businessHours")));
  }

  /** Says whether both publications mean the same. */
  public boolean isEmpty() {
    return queues.isEmpty() && businessHours.isEmpty();
  }

  /**
   * What differs among the objects of one kind. Names rise. Immutable and thread-safe.
   *
   * @param added names that are new
   * @param removed names that are gone
   * @param changed the columns that differ, by the names that have them
   */
  public record Group(
      SortedSet<String> added,
      SortedSet<String> removed,
      SortedMap<String, SortedSet<String>> changed) {

    /** Copies all three. */
    public Group {
      added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
      removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
      changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
    }

    private static Group between(@Nullable Object before, @Nullable Object after) {
      var old = object(before);
      var fresh = object(after);
      var added = new TreeSet<>(fresh.keySet());
      added.removeAll(old.keySet());
      var removed = new TreeSet<>(old.keySet());
      removed.removeAll(fresh.keySet());
      var changed = new TreeMap<String, SortedSet<String>>();
      fresh.forEach((name, row) -> {
        var columns = columns(object(old.get(name)), object(row));
        if (old.containsKey(name) && !columns.isEmpty()) {
          changed.put(name, columns);
        }
      });
      return new Group(added, removed, changed);
    }

    private boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    private static SortedSet<String> columns(
        Map<String, Object> before, Map<String, Object> after) {
      var names = new TreeSet<>(before.keySet());
      names.addAll(after.keySet());
      names.removeIf(name -> PlainValues.same(before.get(name), after.get(name)));
      return names;
    }

    private static Map<String, Object> object(@Nullable Object value) {
      return value instanceof Map<?, ?> fields ? PlainValues.object(fields) : Map.of();
    }
  }
}
