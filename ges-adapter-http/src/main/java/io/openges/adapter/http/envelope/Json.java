package io.openges.adapter.http.envelope;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly and writes it compactly (specification 2.10): no duplicate keys, no more than
 * 32 levels, nothing behind the value, UTF-8 only, no text that UTF-8 cannot carry. Numbers keep
 * their digits. Safe for use by many threads at once.
 */
public final class Json {

  /** Deepest nesting of a request. */
  public static final int MAX_DEPTH = 32;

  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .defaultPropertyInclusion(
          JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
      .build();

  private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws ProblemException with code 501 if {@code body} is empty or not such a value
   */
  public static JsonNode read(byte[] body) {
    return read(body, null);
  }

  /**
   * Reads one value that is a part of a body.
   *
   * @param part the part, below which paths lie; null for the body itself
   * @throws ProblemException with code 501 if {@code body} is empty or not such a value
   */
  public static JsonNode read(byte[] body, @Nullable String part) {
    var whole = part == null ? "body" : part;
    if (body.length == 0) {
      throw ProblemException.parameter(whole, "required");
    }
    if (isWide(body)) {
      throw ProblemException.parameter(whole, "expected UTF-8");
    }
    try {
      JsonNode tree = TREES.readValue(body);
      if (tree.isMissingNode()) {
        throw ProblemException.parameter(whole, "required");
      }
      Texts.check(tree, part);
      return tree;
    } catch (StreamConstraintsException tooDeepOrLong) {
      throw ProblemException.parameter(
          whole, "expected at most " + MAX_DEPTH + " levels and numbers of at most 1000 digits");
    } catch (NumberFormatException exponentTooLarge) {
      throw ProblemException.parameter(
          whole, "expected numbers with exponents of at most 9 digits");
    } catch (JsonProcessingException malformed) {
      var twice = duplicate(malformed, part);
      throw twice == null
          ? ProblemException.parameter(whole, "malformed JSON" + where(malformed))
          : ProblemException.parameter(twice, "expected once");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Writes {@code value} as UTF-8. Components that are null are left out. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException bug) {
      throw new IllegalArgumentException("cannot write " + value.getClass(), bug);
    }
  }

  /** Writes {@code value} as text. Components that are null are left out. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException bug) {
      throw new IllegalArgumentException("cannot write " + value.getClass(), bug);
    }
  }

  /** Reads text that GES itself has kept, such as user data. */
  public static JsonNode stored(String text) {
    try {
      return TREES.readValue(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("stored JSON is broken", broken);
    }
  }

  /** UTF-16 and UTF-32 show by a zero byte in an ASCII character or by their byte-order mark. */
  private static boolean isWide(byte[] body) {
    for (int i = 0; i < Math.min(4, body.length); i++) {
      if (body[i] == 0) {
        return true;
      }
    }
    int first = body[0] & 0xff;
    return first >= 0xfe;
  }

  /** Returns the path of the key that is there twice, null if none is or none can name it. */
  private static @Nullable String duplicate(
      JsonProcessingException malformed, @Nullable String part) {
    boolean isDuplicate = malformed instanceof JsonParseException
        && String.valueOf(malformed.getOriginalMessage()).startsWith("Duplicate field")
        && malformed.getProcessor() instanceof JsonParser;
    if (!isDuplicate) {
      return null;
    }
    var path = path(((JsonParser) malformed.getProcessor()).getParsingContext(), part);
    return Texts.isStorable(path) ? path : null;
  }

  /** Returns where a parser stands, in the form of all paths. */
  private static String path(JsonStreamContext at, @Nullable String part) {
    var path = new StringBuilder();
    boolean isOfArray = false;
    for (var level = at; !level.inRoot(); level = level.getParent()) {
      boolean isFirst = part == null && level.getParent().inRoot();
      isOfArray = level.inArray();
      path.insert(
          0,
          isOfArray
              ? "[" + level.getCurrentIndex() + "]"
              : (isFirst ? "" : ".") + level.getCurrentName());
    }
    var start = part == null ? (isOfArray ? "body" : "") : part;
    return start + path;
  }

  /** Line and column only: the parser's own message quotes the body. */
  private static String where(JsonProcessingException malformed) {
    var cause = malformed instanceof JsonMappingException ? ", text after the value" : "";
    var at = malformed.getLocation();
    return at == null
        ? cause
        : cause + " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
