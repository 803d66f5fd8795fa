package io.openges.adapter.http;

import io.openges.adapter.http.external.CallInPorts;
import io.openges.adapter.http.external.CallbackPorts;
import io.openges.adapter.http.external.QueuePorts;
import io.openges.adapter.http.internal.AdminPorts;
import io.openges.adapter.http.internal.HealthReport;
import io.openges.adapter.http.listener.AllowedOrigins;
import io.openges.adapter.http.listener.HttpConfig;
import io.openges.adapter.http.listener.Listeners;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.queue.Publications;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.memory.InMemoryCallInRequests;
import io.openges.ports.memory.InMemoryCaptchaCheck;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.ports.memory.InMemorySealing;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.memory.InMemoryStatistics;
import io.openges.ports.memory.InMemoryStatisticsCache;
import io.openges.ports.memory.InMemoryThrottleCounters;
import io.openges.ports.memory.InMemoryWaitTimes;
import io.openges.ports.phone.KnownNumberPlan;
import io.openges.ports.testing.MovableTime;
import io.openges.usecase.Ges;
import io.openges.usecase.callin.CallInsService;
import io.openges.usecase.callin.KeepCallInGroupsService;
import io.openges.usecase.captcha.CaptchaGuard;
import io.openges.usecase.credential.KeptCredential;
import io.openges.usecase.credential.Vault;
import io.openges.usecase.statistics.AskStatisticsService;
import io.openges.usecase.statistics.RegisterLoginService;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A node on the loopback with an engine in memory. Its clock stands at Tuesday 2026-12-01T08:00Z,
 * nine o'clock in the office of its queue {@code VQ}, which is open from 8 to 18.
 */
final class TestNode implements AutoCloseable {

  static final String CCID = "11111111-1111-4111-8111-111111111111";
  static final String OTHER_CCID = "22222222-2222-4222-8222-222222222222";
  static final String KEY = "key-of-one";
  static final String OTHER_KEY = "key-of-two";
  static final TenantId TENANT = new TenantId(UUID.fromString(CCID));
  static final TenantId OTHER = new TenantId(UUID.fromString(OTHER_CCID));
  static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
  static final String ORIGIN = "https://www.example.com";

  final MovableTime time = new MovableTime(NOW);
  final AtomicLong nanos = new AtomicLong(1);
  final AtomicInteger bugs = new AtomicInteger();
  final CollectorRegistry registry = new CollectorRegistry();
  final Health health = new Health();
  final InMemoryWaitTimes waitTimes = new InMemoryWaitTimes();
  final InMemoryStatistics statistics = new InMemoryStatistics();
  final Vault vault =
      new Vault(new InMemoryCredentialStore(), Optional.of(new InMemorySealing()), time);
  final RecordedPushes push = new RecordedPushes();
  final InMemoryCaptchaCheck google = new InMemoryCaptchaCheck("captcha-secret");
  final Ges ges = Engines.inMemory(time, waitTimes, guards());
  private final HttpServers servers;

  private TestNode(@Nullable String token, UnaryOperator<HttpServices> change) {
    publish(TENANT, Publications.smallest());
    publish(OTHER, Publications.smallest());
    var config = new HttpConfig(
        "127.0.0.1",
        0,
        0,
        "http://ges.ges/",
        new HttpConfig.Trust(token, 60, HttpConfig.Trust.DEFAULTS.proxies()));
    servers = HttpServers.start(config, change.apply(services()));
  }

  private Ges.Guards guards() {
    var sites = new CaptchaGuard.Sites(KeptCredential.captcha(vault)::find, tenant -> {});
    return new Ges.Guards(
        new CaptchaGuard(sites, google, CaptchaGuard.OnOutage.REFUSE),
        new InMemoryThrottleCounters(),
        Thread::onSpinWait,
        System::nanoTime);
  }

  static TestNode start() {
    return new TestNode(null, services -> services);
  }

  static TestNode withToken(String token) {
    return new TestNode(token, services -> services);
  }

  static TestNode with(UnaryOperator<HttpServices> change) {
    return new TestNode(null, change);
  }

  void publish(TenantId tenant, Map<String, Object> content) {
    var outcome = ges.publishSettings().publish(new PublishSettings.Command(tenant, content, null));
    if (!(outcome instanceof PublishSettings.Outcome.Published)) {
      throw new IllegalArgumentException(outcome.toString());
    }
  }

  /** Lets any number of bookings be made with one number. */
  TestNode withoutLimits() {
    var content = Publications.withColumn("duplicateCheck", "off");
    publish(TENANT, Publications.with(content, "queues/VQ/throttleNumberLimit", 0));
    return this;
  }

  Http external() {
    return new Http(servers.externalPort());
  }

  Http internal() {
    return new Http(servers.internalPort());
  }

  HttpServices services() {
    return new HttpServices(
        new CallbackPorts(
            ges.bookCallback(),
            ges.callbacks().cancel(),
            ges.callbacks().change(),
            ges.callbacks().find(),
            ges.callbacks().report(),
            ges.callbacks().sessionData()),
        new QueuePorts(
            ges.askQueue(),
            ges.questions().estimateWait(),
            ges.questions().explain(),
            ges.questions().refused(),
            new AskStatisticsService(statistics, new InMemoryStatisticsCache(time), time)),
        callIns(),
        new AdminPorts(
            ges.publishSettings(),
            ges.rules(),
            new RegisterLoginService(statistics, vault),
            KeptCredential.captcha(vault),
            new AdminPorts.Pushes(KeptCredential.push(vault), push),
            new AdminPorts.Privacy(ges.callbacks().erase(), ges.audit())),
        health,
        () -> "metrics\n",
        new Listeners.Surroundings(
            new TwoTenants(),
            new OneOrigin(),
            registry,
            new Listeners.Node("1.0.0", "ges-0"),
            bug -> bugs.incrementAndGet(),
            nanos::get));
  }

  /** The code is the lowest that is free; ids begin with zeros. */
  private CallInPorts callIns() {
    var groups = new KeepCallInGroupsService(new InMemorySettingsStore(), time);
    var count = new AtomicLong();
    var knowledge = new CallInsService.Knowledge(
        new KnownNumberPlan(),
        () -> new CallbackId(new UUID(0x4001L, Long.MIN_VALUE + count.incrementAndGet())),
        bound -> 0,
        time);
    return new CallInPorts(
        new CallInsService(
            groups, new InMemoryCallInRequests(), ges.callbacks().find(), knowledge, one -> {}),
        groups);
  }

  /** Ends the node, with this much patience for what is running. */
  void stop(Duration patience) {
    servers.stop(patience);
  }

  @Override
  public void close() {
    servers.close();
  }

  static final class TwoTenants implements Tenants {
    @Override
    public Optional<TenantId> byApiKey(String apiKey) {
      return Optional.ofNullable(Map.of(KEY, TENANT, OTHER_KEY, OTHER).get(apiKey));
    }

    @Override
    public Set<TenantId> all() {
      return Set.of(TENANT, OTHER);
    }
  }

  private static final class OneOrigin implements AllowedOrigins {
    @Override
    public boolean anyTenantAllows(String origin) {
      return origin.equals(ORIGIN);
    }

    @Override
    public boolean allows(TenantId tenant, String origin) {
      return tenant.equals(TENANT) && origin.equals(ORIGIN);
    }
  }

  static final class Health implements HealthReport {
    volatile boolean live = true;
    volatile boolean ready = true;
    volatile Status status = Status.DEGRADED;

    @Override
    public boolean isLive() {
      return live;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public Detail detail() {
      return new Detail(
          status,
          "1.0.0",
          new Node("ges-0", "ges-0", "eu-1", NOW, 360),
          Map.of(
              Dependency.POSTGRESQL, new State(true, 2L, NOW, null),
              Dependency.REDIS, new State(false, null, NOW, "connection refused")),
          List.of(new Peer("ges-1", NOW, Status.UP)));
    }
  }
}
