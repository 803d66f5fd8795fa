package io.openges.app.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes what is valid. Stateless. */
final class Mutations {

  /** Marks a place in a JSON text that is to hold what no JSON library writes. */
  private static final String MARK = "\"@\"";

  private static final List<String> NASTY = List.of(
      "null",
      "true",
      "-1",
      "0",
      "1e400",
      "-1e-400",
      "1e999999999",
      "1e200000",
      "9".repeat(900),
      "9".repeat(2000),
      "0." + "1".repeat(900),
      "99999999999999999999",
      "-9223372036854775808",
      "1.5",
      "\"\"",
      "\" \"",
      "[]",
      "{}",
      "{\"a\":1,\"a\":2}",
      "\"\\u0000\"",
      "\"\\ud800\"",
      "\"a\\r\\nX: y\\u001b[2J\"",
      "\"\u202e\u00a0\"",
      "\"2026-13-45T99:99:99Z\"",
      "\"+999999999-01-01T00:00:00Z\"",
      "\"9999-12-31T23:59:59.999Z\"",
      "\"0000-01-01T00:00:00Z\"",
      "\"" + "x".repeat(300) + "\"",
      "\"" + "x".repeat(70_000) + "\"",
      "\"${jndi:ldap://x/y}\"",
      "\"' OR 1=1; --\"",
      "\"../../etc/passwd\"",
      "[".repeat(40) + "]".repeat(40),
      "{\"a\":".repeat(20_000),
      "NaN",
      "'",
      "\\");

  private Mutations() {}

  /** Returns {@code value} as text, with some of its members replaced by something nasty. */
  static String json(JsonNode value, Random random) {
    var copy = value.deepCopy();
    for (int i = random.nextInt(4); i > 0; i--) {
      var objects = new ArrayList<JsonNode>();
      collect(copy, objects);
      if (!objects.isEmpty()) {
        change(objects.get(random.nextInt(objects.size())), random);
      }
    }
    var text = copy.toString();
    while (text.contains(MARK)) {
      int at = text.indexOf(MARK);
      text = text.substring(0, at) + one(NASTY, random) + text.substring(at + MARK.length());
    }
    return text;
  }

  private static void collect(JsonNode node, List<JsonNode> found) {
    if (node.isContainerNode() && !node.isEmpty()) {
      found.add(node);
      node.forEach(member -> collect(member, found));
    }
  }

  private static void change(JsonNode container, Random random) {
    if (container instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), "@");
    } else if (container instanceof ObjectNode object) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      var name = one(names, random);
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.put(name, "@");
      }
    }
  }

  /** Returns a value for a parameter, which may be one that is not expected. */
  static String parameter(String valid, Random random) {
    if (random.nextInt(3) > 0) {
      return valid;
    }
    var nasty = one(NASTY, random).replace("\"", "");
    return nasty.length() > 3000 ? nasty.substring(0, 3000) : nasty;
  }

  /** Returns {@code bytes} with some of them changed, removed, doubled or added. */
  static byte[] bytes(byte[] bytes, Random random) {
    var changed = bytes.clone();
    for (int i = 1 + random.nextInt(4); i > 0 && changed.length > 0; i--) {
      int at = random.nextInt(changed.length);
      int end = Math.min(changed.length, at + 1 + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed = joined(Arrays.copyOf(changed, at), from(changed, end));
        case 2 -> changed = joined(Arrays.copyOf(changed, end), from(changed, at));
        case 3 -> changed = Arrays.copyOf(changed, at);
        default -> {
          var added = new byte[1 + random.nextInt(20)];
          random.nextBytes(added);
          changed = joined(joined(Arrays.copyOf(changed, at), added), from(changed, at));
        }
      }
    }
    return changed;
  }

  private static byte[] from(byte[] bytes, int start) {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  static String one(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
