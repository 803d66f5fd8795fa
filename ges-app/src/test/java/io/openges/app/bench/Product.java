package io.openges.app.bench;

import io.openges.app.Main;
import io.openges.app.embedded.FreePort;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged server in a process of its own, on the servers of a lab. Immutable and thread-safe.
 *
 * @param externalPort port of the external API
 * @param internalPort port of the internal API
 * @param process the server
 * @param readySeconds how long it took to get ready
 */
record Product(int externalPort, int internalPort, JavaProcess process, double readySeconds)
    implements AutoCloseable {

  private static final String READY = "/ges/v1/health/ready";

  /** Starts a node; it is ready on return. */
  static Product start(Lab lab) throws Exception {
    return start(lab, FreePort.find(), Map.of());
  }

  /** Starts a node with more variables, such as those of a voice platform. */
  static Product start(Lab lab, int internalPort, Map<String, String> more) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>(variables(lab));
    variables.put("GES_URL", "http://127.0.0.1:" + internalPort + "/");
    variables.putAll(more);
    return start(lab, internalPort, List.of(), variables);
  }

  /** Starts the embedded default with its data in {@code home}. */
  static Product startEmbedded(Lab lab, Path home) throws Exception {
    return start(lab, FreePort.find(), List.of("-d", home.toString()), Map.of());
  }

  private static Product start(
      Lab lab, int internalPort, List<String> arguments, Map<String, String> more)
      throws Exception {
    int external = FreePort.find();
    Map<String, String> variables = new LinkedHashMap<>(more);
    variables.put("GES_BIND_ADDRESS", "127.0.0.1");
    variables.put("GES_INTERNAL_PORT", Integer.toString(internalPort));
    variables.put("GES_EXTERNAL_PORT", Integer.toString(external));
    variables.put("LOG_LEVEL", "INFO");
    var jar = List.of("-jar", jar().toString());
    var command = new ArrayList<>(jar);
    command.addAll(arguments);
    var log = lab.directory().resolve("node-" + external + ".log");
    var process = JavaProcess.start(command, variables, log);
    try {
      return new Product(external, internalPort, process, process.awaitReady(internalPort, READY));
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private static Map<String, String> variables(Lab lab) throws IOException {
    var postgres = lab.postgres();
    var redis = lab.redis();
    var voice = lab.voice();
    return Map.ofEntries(
        Map.entry("DB_HOST", postgres.host()),
        Map.entry("DB_PORT", Integer.toString(postgres.port())),
        Map.entry("DB_NAME", postgres.database()),
        Map.entry("DB_USER", postgres.user()),
        Map.entry("DB_PASSWORD", postgres.password()),
        Map.entry("REDIS_HOST", redis.host()),
        Map.entry("REDIS_PORT", Integer.toString(redis.port())),
        Map.entry("REDIS_CACHEKEY", redis.password()),
        Map.entry("ORS_REDIS_HOST", voice.host()),
        Map.entry("ORS_REDIS_PORT", Integer.toString(voice.port())),
        Map.entry(
            "voice_redis_ors_stream",
            "{\"password\":\"" + voice.password() + "\",\"rejectUnauthorized\":\"true\"}"),
        Map.entry("GES_API_KEYS", Settings.API_KEY + "=" + Settings.TENANT),
        Map.entry("GES_SETTINGS_FILE", Settings.write(lab.directory()).toString()));
  }

  /** The jar lies beside the folder of the classes it was made of. */
  private static Path jar() throws URISyntaxException {
    var classes = Main.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(classes).resolveSibling("ges-app.jar");
  }

  /** Returns the load that {@code clients} clients put on it. */
  HttpLoad load(int clients, BookingRequests requests) {
    return new HttpLoad(externalPort, clients, requests);
  }

  @Override
  public void close() {
    process.close();
  }
}
