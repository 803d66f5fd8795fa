package io.openges.app.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads values by name and type and collects everything that is wrong with them instead of stopping
 * at the first. Not thread-safe; one thread at a time.
 */
final class Values {

  /** What is never shown. */
  private static final Set<String> SECRETS = Set.of(
      "AUTHENTICATION_CLIENT_PASSWORD",
      "AUTHENTICATION_CLIENT_SECRET",
      "DB_PASSWORD",
      "GES_API_KEYS",
      "GES_DECRYPT_PASSWORD",
      "GES_DEVOPS_PASSWORD",
      "GES_GWS_CREDENTIALS",
      "GES_INTERNAL_TOKEN",
      "GES_SECRET_KEY",
      "HTTPS_PROXY",
      "REDIS_CACHEKEY",
      "voice_redis_ors_stream");

  /** Stands for a URL that has errors; nothing is started with it. */
  static final URI NO_URL = URI.create("http://invalid/");

  private static final int MAX_PORT = 65_535;

  private final Sources sources;
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final TreeMap<String, Setting> settings = new TreeMap<>();

  Values(Sources sources) {
    this.sources = sources;
    known.add(Sources.FOLDERS);
  }

  /** Returns the names of what is never shown, with underscores. */
  static Set<String> secrets() {
    return SECRETS;
  }

  /** Returns what is wrong so far; each line begins with the name of the variable. */
  List<String> errors() {
    return errors;
  }

  /** Returns the names that GES knows so far, with underscores. */
  Set<String> known() {
    return new TreeSet<>(known);
  }

  /** Returns what is in effect of all that was read so far, by name. */
  List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  private void note(String name, String value) {
    var key = Sources.canonical(name);
    settings.put(key, Setting.of(key, value, sources.origin(name), SECRETS.contains(key)));
  }

  /** Returns what is doubtful so far, and the unknown variables of ours. */
  List<String> warnings() {
    var all = new ArrayList<>(warnings);
    sources.secondSpellings().stream()
        .filter(name -> known.contains(Sources.canonical(name)))
        .forEach(name -> all.add(name + " is ignored, since its other spelling is set"));
    all.addAll(unknown());
    return all;
  }

  /** Returns a line for each variable of ours that nothing was read from. */
  List<String> unknown() {
    var unknown = sources.environmentNames();
    unknown.removeIf(name -> !name.startsWith("GES_") || known.contains(name));
    return unknown.stream()
        .map(name -> name + " is unknown and has no effect" + guess(name))
        .toList();
  }

  private String guess(String name) {
    return NearestName.find(name, known)
        .map(near -> "; did you mean " + near + "?")
        .orElse("");
  }

  /** Notes that {@code name} is wrong. */
  void error(String name, String expectation) {
    var line = name + " " + expectation;
    if (!errors.contains(line)) {
      errors.add(line);
    }
  }

  /** Notes that {@code name} is doubtful. */
  void warning(String name, String doubt) {
    warnings.add(name + " " + doubt);
  }

  /** Makes names known that this release reads nothing from. */
  void accept(String... names) {
    Stream.of(names).map(Sources::canonical).forEach(known::add);
  }

  /** Makes names known that nothing is read from; one warning names all that have a value. */
  void ignore(String reason, String... names) {
    accept(names);
    var set = Stream.of(names).filter(name -> sources.find(name) != null).toList();
    if (!set.isEmpty()) {
      warnings.add(String.join(", ", set) + ": no effect, since " + reason);
    }
  }

  /** Returns the value of the first spelling that has one; others are warned about. */
  @Nullable
  String text(String... spellings) {
    accept(spellings);
    String found = null;
    for (var spelling : spellings) {
      var value = sources.find(spelling);
      if (value != null && found != null) {
        warning(spelling, "is ignored, since " + spellings[0] + " is set");
      } else if (value != null) {
        note(spelling, value);
      }
      found = found == null ? value : found;
    }
    return found;
  }

  /** Returns the value, or {@code byDefault}. */
  String textOr(String name, String byDefault) {
    var value = text(name);
    if (value == null) {
      note(name, byDefault);
    }
    return value == null ? byDefault : value;
  }

  /** Returns the value; an error and the empty text if there is none. */
  String required(String... spellings) {
    var value = text(spellings);
    if (value == null) {
      error(String.join(" or ", spellings), "is required");
    }
    return value == null ? "" : value;
  }

  /** Returns a secret. */
  @Nullable
  Secret secret(String... spellings) {
    var value = text(spellings);
    return value == null ? null : new Secret(value);
  }

  /** Returns a whole number from {@code min} to {@code max}. */
  int whole(String name, int byDefault, int min, int max) {
    return parsed(
        name,
        byDefault,
        text -> {
          int value = Integer.parseInt(text);
          return value < min || value > max ? Optional.empty() : Optional.of(value);
        },
        "must be a whole number from " + min + " to " + max);
  }

  /** Returns a number above 0 and up to {@code max}. */
  double positive(String name, double byDefault, double max) {
    return parsed(
        name,
        byDefault,
        text -> Optional.of(Double.parseDouble(text)).filter(value -> value > 0 && value <= max),
        "must be a number above 0 and up to " + max);
  }

  /** Returns whole seconds from {@code min} to {@code max}. */
  Duration seconds(String name, int byDefault, int min, int max) {
    return Duration.ofSeconds(whole(name, byDefault, min, max));
  }

  /** Returns true or false. */
  boolean flag(String name, boolean byDefault) {
    return parsed(
        name,
        byDefault,
        text -> Stream.of("true", "false")
            .filter(text::equalsIgnoreCase)
            .findFirst()
            .map("true"::equals),
        "must be true or false");
  }

  /** Returns one of an enum's constants, which are written in any case. */
  <E extends Enum<E>> E choice(String name, E byDefault) {
    List<E> all = List.of(byDefault.getDeclaringClass().getEnumConstants());
    return parsed(
        name,
        byDefault,
        text -> all.stream()
            .filter(one -> one.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst(),
        "must be one of " + all);
  }

  /** Returns the parts of a list that is separated by commas, without blank ones. */
  List<String> list(String name, String byDefault) {
    return Stream.of(textOr(name, byDefault).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /**
   * Returns an absolute http or https URL that ends with a slash; {@code http://} may be left out.
   */
  @Nullable
  URI url(String name) {
    if (text(name) == null) {
      return null;
    }
    return parsed(name, NO_URL, Values::toUrl, "must be an http or https URL");
  }

  /** Returns the same, of a value that says {@code http://} or {@code https://} itself. */
  @Nullable
  URI fullUrl(String name) {
    if (text(name) == null) {
      return null;
    }
    return parsed(
        name,
        NO_URL,
        text -> text.contains("://") ? toUrl(text) : Optional.empty(),
        "must be a URL that begins with http:// or https://");
  }

  /**
   * Returns what {@code parser} makes of the value; an error and the default if it makes nothing.
   */
  <T> T parsed(String name, T byDefault, Function<String, Optional<T>> parser, String expectation) {
    var value = text(name);
    if (value == null) {
      note(name, String.valueOf(byDefault));
      return byDefault;
    }
    Optional<T> result;
    try {
      result = parser.apply(value);
    } catch (IllegalArgumentException | DateTimeException malformed) {
      result = Optional.empty();
    }
    if (result.isEmpty()) {
      error(name, expectation + ", not \"" + Credentials.hiddenInMalformed(value) + "\"");
    }
    return result.orElse(byDefault);
  }

  private static Optional<URI> toUrl(String text) {
    var absolute = text.contains("://") ? text : "http://" + text;
    var uri = URI.create(absolute.endsWith("/") ? absolute : absolute + "/");
    boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    boolean isBase = uri.getRawQuery() == null && uri.getRawFragment() == null;
    return isWeb && isBase && uri.getHost() != null && uri.getPort() <= MAX_PORT
        ? Optional.of(uri)
        : Optional.empty();
  }
}
