package io.openges.adapter.http.envelope;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object without coercion: {@code "5"} is not a number, {@code null} is
 * absent, members nobody asks for are ignored. Each method throws a {@link ProblemException} with
 * code 501 that names the member by its path and says what is expected (specification 2.10). Safe
 * for use by many threads at once.
 */
public final class Fields {

  private final ObjectNode object;
  private final String prefix;

  private Fields(ObjectNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  /** Reads the members of {@code tree}, which must be an object. */
  public static Fields of(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      return new Fields(object, "");
    }
    throw ProblemException.parameter("body", "expected a JSON object");
  }

  /** Returns the object itself. */
  public ObjectNode object() {
    return object;
  }

  /** Returns a text of {@code min} to {@code max} characters. */
  public String required(String name, int min, int max) {
    return requireNonNull(present(name, text(name, min, max)));
  }

  /** Returns a text of {@code min} to {@code max} characters, null if absent. */
  public @Nullable String text(String name, int min, int max) {
    var node = node(name);
    if (node == null) {
      return null;
    }
    int length = node.isTextual() ? node.textValue().length() : -1;
    if (length < min || length > max) {
      throw wrong(name, "expected a string of " + min + " to " + max + " characters");
    }
    return node.textValue();
  }

  /** Returns one of the words {@code allowed}, null if absent. */
  public @Nullable String choice(String name, Set<String> allowed) {
    var node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual() || !allowed.contains(node.textValue())) {
      throw wrong(
          name, "expected one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return node.textValue();
  }

  /** Returns a text that {@code form} accepts, null if absent. */
  public @Nullable String matching(String name, Predicate<String> form, String expectation) {
    var node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isTextual() || !form.test(node.textValue())) {
      throw wrong(name, expectation);
    }
    return node.textValue();
  }

  /** Returns an instant to the millisecond, null if absent. */
  public @Nullable Instant instant(String name) {
    var node = node(name);
    if (node == null) {
      return null;
    }
    var instant =
        node.isTextual() ? WireTime.parse(node.textValue(), null) : Optional.<Instant>empty();
    return instant.orElseThrow(() -> wrong(name, "expected an ISO 8601 date-time with zone"));
  }

  /** Returns an integer of {@code min} to {@code max}, null if absent. */
  public @Nullable Long integer(String name, long min, long max) {
    var node = node(name);
    if (node == null) {
      return null;
    }
    boolean fits = node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= min
        && node.longValue() <= max;
    if (!fits) {
      throw wrong(name, "expected an integer of " + min + " to " + max);
    }
    return node.longValue();
  }

  /** Returns an integer of {@code min} to {@code max}, null if absent. */
  public @Nullable Integer smallInteger(String name, int min, int max) {
    var value = integer(name, min, max);
    return value == null ? null : Math.toIntExact(value);
  }

  /** Returns a finite number of 0 or more, null if absent. */
  public @Nullable Double amount(String name) {
    var node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isNumber()
        || node.decimalValue().signum() < 0
        || !Double.isFinite(node.doubleValue())) {
      throw wrong(name, "expected a number of 0 or more");
    }
    return node.doubleValue();
  }

  /** Returns whether the member is true; false if it is absent. */
  public boolean flag(String name) {
    var node = node(name);
    if (node != null && !node.isBoolean()) {
      throw wrong(name, "expected true or false");
    }
    return node != null && node.booleanValue();
  }

  /** Returns an object, null if absent. */
  public @Nullable ObjectNode object(String name) {
    var node = node(name);
    if (node != null && !node.isObject()) {
      throw wrong(name, "expected an object");
    }
    return (ObjectNode) node;
  }

  /** Returns the objects of an array of {@code min} to {@code max}, null if absent. */
  public @Nullable List<Fields> objects(String name, int min, int max) {
    var node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isArray() || node.size() < min || node.size() > max) {
      throw wrong(name, "expected an array of " + min + " to " + max + " objects");
    }
    var all = new ArrayList<Fields>();
    for (int i = 0; i < node.size(); i++) {
      var path = prefix + name + "[" + i + "]";
      if (!(node.get(i) instanceof ObjectNode member)) {
        throw ProblemException.parameter(path, "expected an object");
      }
      all.add(new Fields(member, path + "."));
    }
    return all;
  }

  /** Returns {@code value}, which must be there. */
  public <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw wrong(name, "required");
    }
    return value;
  }

  /**
   * Refuses a change that names something, but nothing that could be changed: it is misspelt, and
   * to ignore it, as unknown members are (specification 2.10), would look like success. What is
   * null is absent here, too.
   *
   * @param changes the members that say what is changed
   * @param conditions those that say when
   */
  public void refuseMisspelt(List<String> changes, String... conditions) {
    misspelt(changes, conditions).ifPresent(name -> {
      throw wrong(name, expectation(changes));
    });
  }

  /** Returns the member for which {@link #refuseMisspelt} would refuse a change. */
  public Optional<String> misspelt(List<String> changes, String... conditions) {
    var known = Set.of(conditions);
    return changes.stream().anyMatch(object::has)
        ? Optional.empty()
        : object.properties().stream()
            .filter(member -> !member.getValue().isNull())
            .map(Map.Entry::getKey)
            .filter(name -> !known.contains(name))
            .findFirst();
  }

  /** Returns what is said of a member that {@link #misspelt} returns. */
  public static String expectation(List<String> changes) {
    return "unknown; expected " + String.join(" or ", changes);
  }

  /** Returns the refusal of a member. */
  public ProblemException wrong(String name, String expectation) {
    return ProblemException.parameter(prefix + name, expectation);
  }

  /** Returns a member as it is, null if it is absent or null. */
  public @Nullable JsonNode node(String name) {
    var node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }
}
