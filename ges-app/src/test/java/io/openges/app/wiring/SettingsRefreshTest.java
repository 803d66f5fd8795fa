package io.openges.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.openges.app.metrics.CallbackGauges;
import io.openges.app.metrics.CallbackMetrics;
import io.openges.app.metrics.MetricsText;
import io.openges.app.metrics.NodeLabels;
import io.openges.app.metrics.SettingsMetrics;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore.Publication;
import io.openges.ports.memory.InMemoryTenants;
import io.openges.ports.testing.Engine;
import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SettingsRefreshTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");
  private static final NodeLabels NODE = new NodeLabels("1.0.0", "ges-0");

  private final Logger logger = (Logger) LoggerFactory.getLogger(SettingsRefresh.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Engine engine = Engine.startingAt(START);
  private final SettingsRefresh refresh = new SettingsRefresh(
      engine.ges(),
      new InMemoryTenants(Map.of()),
      new CallbackMetrics(registry, NODE),
      new CallbackGauges(registry, engine.stores().queries(), Map::of));

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    new SettingsMetrics(
        registry, NODE, () -> engine.ges().settings().unreadable().size());
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
  }

  @Test
  void everyVersionThatCannotBeReadIsToldAndCountedOnce() {
    refresh.run();
    assertThat(log.list).isEmpty();
    assertThat(lines()).contains("ges_settings_unreadable" + labels() + " 0.0");

    var damaged = new Publication(Map.of("formatVersion", 99), START, null);
    engine.stores().settings().publish(Engine.TENANT, 1, damaged);
    engine.stores().rules().publish(Engine.TENANT, 0, damaged);
    refresh.run();
    refresh.run();

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .anyMatch(line -> line.startsWith("TABLE of " + Engine.TENANT + ", version 2:"))
        .anyMatch(line -> line.startsWith("RULES of " + Engine.TENANT + ", version 1:"));
    assertThat(lines()).contains("ges_settings_unreadable" + labels() + " 2.0");
  }

  @Test
  void tenantsThatAreLearntOfLaterGetTheirSeriesEverywhere() {
    refresh.run();
    var prepared = new HashSet<TenantId>();
    refresh.prepares(prepared::addAll);
    assertThat(prepared).isEmpty();

    refresh.run();

    assertThat(prepared).containsExactly(Engine.TENANT);
    assertThat(lines()).contains("ges_callbacks_created{tenant=\"" + Engine.TENANT + "\"} 0.0");
  }

  private List<String> lines() {
    return MetricsText.of(registry).lines().toList();
  }

  private static String labels() {
    return "{version=\"1.0.0\",host=\"ges-0\"}";
  }
}
