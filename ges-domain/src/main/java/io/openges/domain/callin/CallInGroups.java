package io.openges.domain.callin;

import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.rule.RuleName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a tenant's call-in groups (specification 16). Immutable and thread-safe.
 *
 * @param version rises by one with each effective change; 0 before the first
 * @param groups the groups by name, names rising
 */
public record CallInGroups(int version, SortedMap<String, CallInGroup> groups) {

  /** Most groups of a tenant. */
  public static final int MAX_GROUPS = 1000;

  /** What a tenant has that never made a group. */
  public static final CallInGroups NONE = new CallInGroups(0, new TreeMap<>());

  /** Copies the map. */
  public CallInGroups {
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /** Returns a group, empty if there is none of that name. */
  public Optional<CallInGroup> find(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  /** Returns these groups with another one, or another form of one. */
  public CallInGroups with(CallInGroup group) {
    var changed = new TreeMap<>(groups);
    changed.put(group.name(), group);
    return new CallInGroups(version, changed);
  }

  /** Returns these groups without one. */
  public CallInGroups without(String name) {
    var changed = new TreeMap<>(groups);
    changed.remove(name);
    return new CallInGroups(version, changed);
  }

  /** Returns the same under another version. */
  public CallInGroups withVersion(int newVersion) {
    return new CallInGroups(newVersion, groups);
  }

  /** Returns all but the version as plain values of JSON; {@link #read} reads them. */
  public Map<String, Object> content() {
    var written = new LinkedHashMap<String, Object>();
    groups.forEach((name, group) -> written.put(
        name,
        Map.of(
            CallInGroupReader.NUMBERS, group.numbers(),
            CallInGroupReader.EXPIRY, group.expirySeconds(),
            CallInGroupReader.CODES, group.generateAccessCode(),
            CallInGroupReader.LENGTH, group.accessCodeLength())));
    return Map.of("groups", written);
  }

  /**
   * Reads what {@link #content} wrote, under version 0; empty if it is something else. A group that
   * cannot be read, as one of a newer release, is left out: nobody can be given its numbers.
   */
  public static Optional<CallInGroups> read(Map<String, Object> content) {
    if (!(content.get("groups") instanceof Map<?, ?> written)) {
      return Optional.empty();
    }
    var groups = new TreeMap<String, CallInGroup>();
    written.forEach((name, group) -> {
      if (name instanceof String text
          && group instanceof Map<?, ?> fields
          && CallInGroupReader.read(text, fields, RuleName::isStorable)
              instanceof Reading.Valid valid) {
        groups.put(text, valid.group());
      }
    });
    return Optional.of(new CallInGroups(0, groups));
  }

  /**
   * Reads a group that is to be made, or made anew.
   *
   * @param name 1 to 64 characters, not only blanks, or it is an error
   * @param content plain Java values of its JSON; what is absent has its default
   */
  public static Reading readGroup(String name, Map<String, ?> content) {
    return CallInGroupReader.read(name, content, RuleName::isValid);
  }

  /** What the statement of a group says. */
  public sealed interface Reading {

    /**
     * A group without errors.
     *
     * @param group the group
     */
    record Valid(CallInGroup group) implements Reading {}

    /**
     * It has errors.
     *
     * @param errors all of them
     */
    record Invalid(List<Problem> errors) implements Reading {

      /** Copies the list. */
      public Invalid {
        errors = List.copyOf(errors);
      }
    }
  }
}
