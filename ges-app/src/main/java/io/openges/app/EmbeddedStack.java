package io.openges.app;

import io.openges.app.config.Address;
import io.openges.app.config.Backends;
import io.openges.app.config.Config;
import io.openges.app.config.DatabaseConfig;
import io.openges.app.config.RedisConfig;
import io.openges.app.config.Secret;
import io.openges.app.config.SecretKeys;
import io.openges.app.config.VoiceConfig;
import io.openges.app.embedded.Durability;
import io.openges.app.embedded.EmbeddedPostgres;
import io.openges.app.embedded.EmbeddedRedis;
import io.openges.app.embedded.PostgresOptions;
import io.openges.app.neighbours.PlatformOptions;
import io.openges.app.neighbours.SimulatedPlatform;
import io.openges.app.neighbours.google.SimulatedGoogle;
import io.openges.app.wiring.Closer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The servers of the embedded default: PostgreSQL, GES's own Redis, the voice platform's Redis, and
 * the simulated voice platform and Genesys services. Safe for use by many threads at once.
 *
 * @param backends how GES reaches them
 * @param platform the simulated voice platform
 * @param genesys who knows the tenants
 * @param google the address of the simulated services of Google
 */
record EmbeddedStack(
    Backends.Configured backends, SimulatedPlatform platform, EmbeddedGenesys genesys, URI google) {

  private static final String REGION = "local";

  /**
   * Starts the servers, all at once.
   *
   * @param closer ends them, also after a failure
   */
  static EmbeddedStack start(Config config, Closer closer) {
    var home = config.embedded().dataDirectory();
    var bin = home.resolve("bin");
    var postgres = begin(() -> closer.add(
        EmbeddedPostgres.start(PostgresOptions.in(home.resolve("postgresql")).withBinaries(bin))));
    var redis =
        begin(() -> closer.add(EmbeddedRedis.start(home.resolve("redis"), Durability.CACHE, bin)));
    var voice = begin(
        () -> closer.add(EmbeddedRedis.start(home.resolve("voice-redis"), Durability.KEPT, bin)));
    awaitAll(postgres, redis, voice);
    var voiceRedis = voice.join();
    var platform = closer.add(SimulatedPlatform.start(options(config, voiceRedis)));
    var backends = new Backends.Configured(
        database(postgres.join()), redis(redis.join()), voice(voiceRedis, platform.port()));
    var google = closer.add(SimulatedGoogle.start());
    return new EmbeddedStack(backends, platform, genesys(config, platform, closer), google.uri());
  }

  /** Returns the key that seals tenants' secrets, the same as long as the data are kept. */
  static SecretKeys secretKeys(Path home) {
    return new SecretKeys(List.of(KeptSecret.in(
        home.resolve("secret-key"), SecretKeys.BYTES, Base64.getEncoder()::encodeToString)));
  }

  private static EmbeddedGenesys genesys(Config config, SimulatedPlatform platform, Closer closer) {
    var access = config.rules().access();
    var home = config.embedded().dataDirectory();
    var named = access.named();
    // All that an operator has named, tenants and keys or services, stays as it is.
    return named == null
        ? new EmbeddedGenesys(access, "")
        : EmbeddedGenesys.start(named, home, platform::waiting, closer);
  }

  private static <T> CompletableFuture<T> begin(Supplier<T> start) {
    return CompletableFuture.supplyAsync(start, task -> new Thread(task, "ges-start").start());
  }

  // Even after a failure, all others must have ended their start before anything is closed.
  private static void awaitAll(CompletableFuture<?>... starts) {
    try {
      CompletableFuture.allOf(starts).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static PlatformOptions options(Config config, EmbeddedRedis redis) {
    var token = config.server().trust().internalToken();
    return new PlatformOptions(
        new PlatformOptions.Redis(redis.host(), redis.port(), redis.password()),
        VoiceConfig.STREAM,
        config.embedded().agents(),
        PlatformOptions.Pace.LIFELIKE.faster(config.embedded().speed()),
        token == null ? null : token.value(),
        config.server().urls().internal());
  }

  private static DatabaseConfig database(EmbeddedPostgres server) {
    return new DatabaseConfig(
        new Address(server.host(), server.port()),
        server.database(),
        new DatabaseConfig.Login(server.user(), new Secret(server.password())),
        false,
        DatabaseConfig.POOL_SIZE);
  }

  private static RedisConfig redis(EmbeddedRedis server) {
    return new RedisConfig(
        RedisConfig.Mode.STANDALONE,
        List.of(new Address(server.host(), server.port())),
        "",
        false,
        new Secret(server.password()));
  }

  private static VoiceConfig voice(EmbeddedRedis server, int platformPort) {
    return new VoiceConfig(
        VoiceConfig.Redis.standalone(
            new Address(server.host(), server.port()), new Secret(server.password())),
        new VoiceConfig.Stream(VoiceConfig.STREAM, VoiceConfig.MAX_LENGTH),
        Map.of(REGION, List.of(new Address("127.0.0.1", platformPort))),
        new VoiceConfig.Routing(
            List.of(new VoiceConfig.RoutingNode(REGION, List.of("127.0.0.1:" + platformPort))),
            VoiceConfig.URS_TENANT));
  }
}
