package io.openges.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.openges.app.config.RedisConfig.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where the voice platform is. Not thread-safe; one thread at a time. */
final class VoiceReader {

  private static final String SENTINELS = "ORS_REDIS_SENTINELS";
  private static final String SECRET = "voice-redis-ors-stream";
  private static final int PORT = 10_000;
  private static final int ORS_PORT = 9098;

  private final Values values;

  VoiceReader(Values values) {
    this.values = values;
  }

  VoiceConfig read() {
    return new VoiceConfig(
        redis(secret()),
        new VoiceConfig.Stream(
            values.textOr("ORS_REDIS_STREAM_NAME", VoiceConfig.STREAM),
            values.whole("GES_ORS_STREAM_MAXLEN", VoiceConfig.MAX_LENGTH, 0, Integer.MAX_VALUE)),
        orsNodes(),
        new VoiceConfig.Routing(
            ursNodes(), values.textOr("GES_URS_TENANT", VoiceConfig.URS_TENANT)));
  }

  private VoiceConfig.Redis redis(JsonNode secret) {
    var mode = mode();
    var own = textIn(secret, "secure");
    boolean byVariable = values.flag("ORS_REDIS_SECURE", false);
    boolean tls = own == null ? byVariable : isTrue(own);
    boolean verify = isTrue(secret.path("rejectUnauthorized").asText("true"));
    var password = textIn(secret, "password");
    return new VoiceConfig.Redis(
        mode,
        mode == Mode.SENTINEL ? sentinels(secret) : List.of(server(secret)),
        values.textOr("ORS_REDIS_SENTINEL_MASTER", RedisConfig.PRIMARY),
        password == null ? null : new Secret(password),
        tls ? new VoiceConfig.Tls(verify) : null);
  }

  private Mode mode() {
    boolean cluster = values.flag("ORS_REDIS_CLUSTER_MODE", false);
    if (values.text(SENTINELS) == null) {
      values.ignore(SENTINELS + " is not set", "ORS_REDIS_SENTINEL_MASTER");
      return cluster ? Mode.CLUSTER : Mode.STANDALONE;
    }
    if (cluster) {
      values.error("ORS_REDIS_CLUSTER_MODE", "must not be true beside " + SENTINELS);
    }
    return Mode.SENTINEL;
  }

  /** Sentinels say where the server is; what else says so is not asked. */
  private List<Address> sentinels(JsonNode secret) {
    values.ignore(SENTINELS + " is set", "ORS_REDIS_HOST", "ORS_REDIS_PORT", "ORS_REDIS_LOCATION");
    if (textIn(secret, "servername") != null) {
      values.error(SECRET, "must not name a server beside " + SENTINELS);
    }
    var addresses = RedisConfig.addresses(values, SENTINELS, RedisConfig.SENTINEL_PORT);
    return addresses.isEmpty() ? List.of(new Address("localhost", PORT)) : addresses;
  }

  private Address server(JsonNode secret) {
    int port = values.whole("ORS_REDIS_PORT", PORT, 1, 65_535);
    var host = values.text("ORS_REDIS_HOST");
    var byDefault = new Address(host == null ? "localhost" : host, port);
    var location = values.parsed(
        "ORS_REDIS_LOCATION", byDefault, text -> Address.parse(text, port), "must be host:port");
    var name = textIn(secret, "servername");
    if (name == null && host == null && values.text("ORS_REDIS_LOCATION") == null) {
      values.error("ORS_REDIS_HOST", "is required");
    }
    var secretPort = textIn(secret, "port");
    return new Address(
        name == null ? location.host() : name,
        secretPort == null ? location.port() : port(secretPort));
  }

  private int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      values.error(SECRET, "must hold a port from 1 to 65535");
      return PORT;
    }
    return port;
  }

  private JsonNode secret() {
    var secret = values.secret(SECRET);
    if (secret == null) {
      return MissingNode.getInstance();
    }
    try {
      var json = new JsonMapper().readTree(secret.value());
      if (!isFlag(json.path("rejectUnauthorized").asText(""))) {
        values.error(SECRET, "must hold \"rejectUnauthorized\" with \"true\" or \"false\"");
      }
      var tls = textIn(json, "secure");
      if (tls != null && !isFlag(tls)) {
        values.error(SECRET, "must hold \"secure\" with \"true\" or \"false\", or without it");
      }
      return json;
    } catch (JsonProcessingException malformed) {
      values.error(SECRET, "must be a JSON object");
      return MissingNode.getInstance();
    }
  }

  private static boolean isFlag(String text) {
    return text.matches("(?i)true|false");
  }

  private static boolean isTrue(String text) {
    return text.matches("(?i)true");
  }

  private static @Nullable String textIn(JsonNode json, String field) {
    var text = json.path(field).asText("");
    return text.isEmpty() ? null : text;
  }

  private Map<String, List<Address>> orsNodes() {
    Map<String, List<Address>> nodes = new LinkedHashMap<>();
    perRegion(
        "GES_ORS_NODES",
        (region, text) -> Address.parse(text, ORS_PORT)
            .ifPresentOrElse(
                address -> nodes.computeIfAbsent(region, r -> new ArrayList<>()).add(address),
                () -> values.error(
                    "GES_ORS_NODES",
                    "must be region=host:port,…, not " + Credentials.hiddenInMalformed(text))));
    return nodes;
  }

  private List<VoiceConfig.RoutingNode> ursNodes() {
    List<VoiceConfig.RoutingNode> nodes = new ArrayList<>();
    perRegion(
        "GES_URS_NODES",
        (region, text) -> nodes.add(new VoiceConfig.RoutingNode(
            region, Stream.of(text.split("\\|", -1)).map(String::strip).toList())));
    return nodes;
  }

  private void perRegion(String name, BiConsumer<String, String> take) {
    for (var pair : values.list(name, "")) {
      int equals = pair.indexOf('=');
      if (equals < 0 || equals == pair.length() - 1) {
        values.error(name, "must be region=address,…, not " + Credentials.hiddenInMalformed(pair));
      } else {
        take.accept(
            pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
  }
}
