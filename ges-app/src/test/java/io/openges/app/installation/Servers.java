package io.openges.app.installation;

import io.openges.app.embedded.Durability;
import io.openges.app.embedded.EmbeddedPostgres;
import io.openges.app.embedded.EmbeddedRedis;
import io.openges.app.embedded.PostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The servers that nodes of one installation share. Safe for use by many threads at once. */
public final class Servers implements AutoCloseable {

  /** How many tenants the nodes know. */
  static final int TENANTS = 100;

  private static final Path BUILD = Path.of("target");

  private final Path directory;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;
  private final EmbeddedRedis voice;
  private final VoicePlatform platform;

  private Servers(
      Path directory, EmbeddedPostgres postgres, EmbeddedRedis redis, EmbeddedRedis voice) {
    this.directory = directory;
    this.postgres = postgres;
    this.redis = redis;
    this.voice = voice;
    this.platform = VoicePlatform.start();
  }

  /** Starts all of them, empty. */
  public static Servers start() {
    try {
      var directory = Files.createTempDirectory("ges-installation-");
      var home = Files.isDirectory(BUILD) ? BUILD : directory;
      var binaries = home.resolve("embedded-binaries").toAbsolutePath();
      var options = PostgresOptions.in(directory.resolve("postgres")).withBinaries(binaries);
      return new Servers(
          directory,
          EmbeddedPostgres.start(options),
          EmbeddedRedis.start(directory.resolve("redis"), Durability.CACHE, binaries),
          EmbeddedRedis.start(directory.resolve("voice"), Durability.KEPT, binaries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the directory that goes when the servers are closed. */
  public Path directory() {
    return directory;
  }

  /** Returns the durable truth. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** Returns GES's own Redis. */
  public EmbeddedRedis redis() {
    return redis;
  }

  /** Returns the Redis of the voice platform. */
  public EmbeddedRedis voice() {
    return voice;
  }

  /** Returns the orchestration and routing servers. */
  public VoicePlatform platform() {
    return platform;
  }

  /** Returns the environment of a node on these servers. */
  Map<String, String> environment() {
    var secret = "{\"password\":\"" + voice.password() + "\",\"rejectUnauthorized\":\"true\"}";
    return new HashMap<>(Map.ofEntries(
        Map.entry("DB_HOST", postgres.host() + ":" + postgres.port()),
        Map.entry("DB_NAME", postgres.database()),
        Map.entry("DB-USER", postgres.user()),
        Map.entry("DB-PASSWORD", postgres.password()),
        Map.entry("REDIS_HOST", redis.host()),
        Map.entry("REDIS_PORT", Integer.toString(redis.port())),
        Map.entry("REDIS-CACHEKEY", redis.password()),
        Map.entry("ORS_REDIS_HOST", voice.host()),
        Map.entry("ORS_REDIS_PORT", Integer.toString(voice.port())),
        Map.entry("voice-redis-ors-stream", secret),
        Map.entry("GES_ORS_NODES", "here=" + platform.address()),
        Map.entry("GES_URS_NODES", "here=" + platform.address()),
        Map.entry("GES_BIND_ADDRESS", "127.0.0.1"),
        Map.entry("GES_API_KEYS", apiKeys()),
        Map.entry("GES_PROFILE", "test"),
        Map.entry("LOG_LEVEL", "INFO")));
  }

  private static String apiKeys() {
    return IntStream.range(0, TENANTS)
        .mapToObj(n -> key(n) + "=" + ccid(n))
        .collect(Collectors.joining(","));
  }

  static String key(int n) {
    return "key-" + n;
  }

  static String ccid(int n) {
    return "aaaaaaaa-0000-4000-8000-" + (100_000_000_000L + n);
  }

  @Override
  public void close() {
    platform.close();
    voice.close();
    redis.close();
    postgres.close();
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
