package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.adapter.ors.session.HttpCallSessions;
import io.openges.adapter.ors.session.SessionConfig;
import io.openges.adapter.ors.stream.StreamCallSubmission;
import io.openges.adapter.ors.stream.StreamConfig;
import io.openges.adapter.ors.urs.UrsConfig;
import io.openges.adapter.ors.urs.UrsWaitTimes;
import io.openges.app.config.Config;
import io.openges.app.config.RedisConfig;
import io.openges.app.config.VoiceConfig;
import io.openges.app.health.HealthBoard;
import io.openges.app.health.HealthCheck;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.FaultMetrics;
import io.openges.app.metrics.MeteredCallSubmission;
import io.openges.app.metrics.ObservedPort;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.RegionOrder;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driven.queue.WaitTimeCache;
import io.openges.usecase.Ges;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The voice platform. */
final class VoiceModule extends AbstractModule {

  private final VoiceConfig config;

  VoiceModule(VoiceConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Dependency.class)
        .addBinding()
        .toInstance(Dependency.ORS_REDIS);
  }

  @Provides
  @Singleton
  StreamCallSubmission stream(Config node, Provider<Ges> ges, Closer closer) {
    var redis = config.redis();
    var password = redis.password();
    var server = new StreamConfig.Server(
        StreamConfig.Mode.valueOf(redis.mode().name()),
        redis.servers().stream()
            .map(address -> new StreamConfig.Node(address.host(), address.port()))
            .toList(),
        redis.mode() == RedisConfig.Mode.SENTINEL ? redis.primaryName() : null,
        password == null ? null : password.value(),
        tls(redis.tls()));
    var regions = RegionOrder.of(List.of(), node.node().region(), config.regions());
    return closer.add(new StreamCallSubmission(
        new StreamConfig(
            server,
            config.stream().name(),
            config.stream().maxLength(),
            String.valueOf(node.server().urls().internal()),
            regions),
        preferred(ges)));
  }

  /** The engine is made of what asks it, so it is looked for only when it is asked. */
  private static BiFunction<TenantId, QueueName, List<String>> preferred(Provider<Ges> ges) {
    return (tenant, queue) -> ges.get().settings().regions(tenant, queue);
  }

  @Provides
  @Singleton
  static CallSubmission submission(
      StreamCallSubmission stream,
      ObservedPort observed,
      MeteredCallSubmission.Meters meters,
      DispatchRules rules,
      Provider<Ges> ges,
      InstantSource clock) {
    return new MeteredCallSubmission(
        observed.of(CallSubmission.class, Dependency.ORS_REDIS, stream),
        meters,
        rules,
        tenant -> ges.get().settings().publishedAt(tenant),
        clock);
  }

  @Provides
  @Singleton
  static MeteredCallSubmission.Meters meters(CallbackMetrics callbacks, FaultMetrics faults) {
    return new MeteredCallSubmission.Meters(callbacks, faults);
  }

  @Provides
  @Singleton
  static PlatformClient client(Closer closer, LongSupplier nanoTime) {
    return closer.add(new PlatformClient(nanoTime));
  }

  @Provides
  @Singleton
  HttpCallSessions sessions(PlatformClient client, Config node) {
    var nodes = config.orsNodes().entrySet().stream()
        .flatMap(region -> region.getValue().stream()
            .map(server -> new SessionConfig.Node(region.getKey(), server.host(), server.port())))
        .toList();
    return new HttpCallSessions(new SessionConfig(nodes, node.node().region()), client);
  }

  @Provides
  @Singleton
  UrsWaitTimes waitTimes(
      PlatformClient client,
      WaitTimeCache shared,
      Config node,
      Provider<Ges> ges,
      Closer closer,
      LongSupplier nanoTime) {
    var regions = config.urs().nodes().stream()
        .map(server -> new UrsConfig.Region(server.region(), server.servers()))
        .toList();
    var urs = new UrsConfig(regions, node.node().region(), config.urs().tenant());
    return closer.add(new UrsWaitTimes(
        urs, tenant -> Optional.empty(), preferred(ges), client, shared, nanoTime));
  }

  @Provides
  @Singleton
  Ges.Voice voice(CallSubmission submission, HttpCallSessions sessions, UrsWaitTimes waitTimes) {
    return new Ges.Voice(submission, sessions, waitTimes, config.regions());
  }

  @ProvidesIntoSet
  @Singleton
  static HealthCheck check(StreamCallSubmission stream, HealthBoard board, LongSupplier nanoTime) {
    return new HealthCheck(Dependency.ORS_REDIS, stream::ping, board, nanoTime);
  }

  private static StreamConfig.Tls tls(VoiceConfig.@Nullable Tls tls) {
    if (tls == null) {
      return StreamConfig.Tls.OFF;
    }
    return tls.verify() ? StreamConfig.Tls.VERIFIED : StreamConfig.Tls.UNVERIFIED;
  }
}
