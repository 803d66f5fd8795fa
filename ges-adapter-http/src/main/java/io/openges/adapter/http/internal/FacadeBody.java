package io.openges.adapter.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Texts;
import io.openges.adapter.http.listener.Call;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the bodies of the facade (specification 5.2), JSON or form, as JSON. A form knows only
 * texts, so those of its fields that are numbers, truth values or objects are read as such.
 * Stateless. Safe for use by many threads at once.
 */
final class FacadeBody {

  private static final Set<String> NUMBERS =
      Set.of("priority", "offerThreshold", "_attempt", "_seq", "_position", "_ewt");
  private static final Set<String> TREES = Set.of("userData", "pushTargets");
  private static final Set<String> FLAGS = Set.of("alwaysCheckCapacity");
  private static final Set<String> BOOKING_FIELDS = Set.of(
      "cbOfferType",
      "language",
      "inboundVQ",
      "offerThreshold",
      "channel",
      "offerTiming",
      "cbOriginationIxnId",
      "surveyRP",
      "routePoint",
      "priority",
      "captchaToken",
      "pushTargets",
      "pushChannel",
      "pushTarget",
      "alwaysCheckCapacity");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private FacadeBody() {}

  /** Reads the body as an object. */
  static Fields read(Call call) {
    return call.isForm() ? Fields.of(form(call, true)) : call.optionalFields();
  }

  /** Reads the body as any value; a form is an object of texts. */
  static JsonNode readValue(Call call) {
    return call.isForm() ? form(call, false) : call.json();
  }

  /**
   * Returns the create of the vendor's API that a create of the facade means: what is not one of
   * its fields becomes user data.
   */
  static Fields booking(Fields body) {
    var meant = JsonNodeFactory.instance.objectNode();
    var userData = meant.putObject("userData");
    var own = body.object("userData");
    if (own != null) {
      userData.setAll(own);
    }
    for (var entry : body.object().properties()) {
      var name = entry.getKey();
      if (BOOKING_FIELDS.contains(name)) {
        meant.set(name, entry.getValue());
      } else if (!name.equals("userData")
          && !name.equals("_customer_number")
          && !name.equals("_desired_time")) {
        userData.set(name, entry.getValue());
      }
    }
    return Fields.of(meant);
  }

  private static ObjectNode form(Call call, boolean typed) {
    var object = JsonNodeFactory.instance.objectNode();
    for (var pair : new String(call.body(), StandardCharsets.UTF_8).split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        Texts.check(name, name);
        Texts.check(name, value);
        if (object.has(name)) {
          throw ProblemException.parameter(name, "expected once");
        }
        object.set(name, typed ? typed(name, value) : object.textNode(value));
      }
    }
    return object;
  }

  private static JsonNode typed(String name, String value) {
    var nodes = JsonNodeFactory.instance;
    if (NUMBERS.contains(name) && NUMBER.matcher(value).matches()) {
      var number = new BigDecimal(value);
      return number.scale() == 0 && number.precision() < 19
          ? nodes.numberNode(number.longValueExact())
          : nodes.numberNode(number);
    }
    if (FLAGS.contains(name) && (value.equals("true") || value.equals("false"))) {
      return nodes.booleanNode(value.equals("true"));
    }
    return TREES.contains(name) ? tree(name, value) : nodes.textNode(value);
  }

  /** Reads a field that is JSON; what is wrong in it is named by its path below the field. */
  private static JsonNode tree(String name, String value) {
    return Json.read(value.getBytes(StandardCharsets.UTF_8), name);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw ProblemException.parameter("body", "malformed form");
    }
  }
}
