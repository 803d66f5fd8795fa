package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.adapter.http.HttpServices;
import io.openges.adapter.http.external.CallInPorts;
import io.openges.adapter.http.external.CallbackPorts;
import io.openges.adapter.http.external.QueuePorts;
import io.openges.adapter.http.internal.AdminPorts;
import io.openges.adapter.http.listener.AllowedOrigins;
import io.openges.adapter.http.listener.HttpConfig;
import io.openges.adapter.http.listener.Listeners;
import io.openges.app.config.Config;
import io.openges.app.health.ClockCheck;
import io.openges.app.health.HealthBoard;
import io.openges.app.metrics.FaultMetrics;
import io.openges.app.metrics.MetricsText;
import io.openges.app.metrics.NodeLabels;
import io.openges.app.worker.Heartbeats;
import io.openges.app.worker.Workers;
import io.openges.domain.captcha.CaptchaSite;
import io.openges.domain.push.PushAccount;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.ReportSession;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.ports.driving.credential.KeepCredential;
import io.openges.ports.driving.push.SendPush;
import io.openges.ports.driving.statistics.AskStatistics;
import io.openges.ports.driving.statistics.RegisterLogin;
import io.openges.usecase.Ges;
import io.openges.usecase.publication.ForewarnedPublication;
import io.prometheus.client.CollectorRegistry;
import java.util.function.LongSupplier;

/** What the HTTP side drives. */
final class HttpModule extends AbstractModule {

  @Provides
  @Singleton
  static HttpConfig httpConfig(Config config) {
    var server = config.server();
    var token = server.trust().internalToken();
    return new HttpConfig(
        server.bindAddress(),
        server.internalPort(),
        server.externalPort(),
        String.valueOf(server.urls().internal()),
        new HttpConfig.Trust(
            token == null ? null : token.value(),
            server.trust().invalidKeysPerMinute(),
            server.trust().proxies()));
  }

  @Provides
  @Singleton
  static NodeHealth health(
      Config config,
      NodeLabels labels,
      HealthBoard board,
      Heartbeats heartbeats,
      Peers peers,
      ClockCheck clocks) {
    return new NodeHealth(config.node(), labels, board, heartbeats, peers, clocks);
  }

  @Provides
  @Singleton
  static Listeners.Surroundings surroundings(
      Tenants tenants,
      AllowedOrigins origins,
      CollectorRegistry registry,
      NodeLabels node,
      FaultMetrics faults,
      LongSupplier nanoTime) {
    return new Listeners.Surroundings(
        tenants,
        origins,
        registry,
        new Listeners.Node(node.version(), node.host()),
        thrown -> faults.uncaught(),
        nanoTime);
  }

  @Provides
  @Singleton
  static CallbackPorts callbacks(Ges ges, BookCallback book, ReportSession report) {
    return new CallbackPorts(
        book,
        ges.callbacks().cancel(),
        ges.callbacks().change(),
        ges.callbacks().find(),
        report,
        ges.callbacks().sessionData());
  }

  @Provides
  @Singleton
  static QueuePorts queues(Ges ges, AskStatistics statistics) {
    return new QueuePorts(
        ges.askQueue(),
        ges.questions().estimateWait(),
        ges.questions().explain(),
        ges.questions().refused(),
        statistics);
  }

  @Provides
  @Singleton
  static AdminPorts administration(
      Ges ges,
      RegisterLogin logins,
      KeepCredential<CaptchaSite> captcha,
      KeepCredential<PushAccount> accounts,
      SendPush push,
      KeepCallInGroups groups) {
    return new AdminPorts(
        new ForewarnedPublication(
            ges.publishSettings(), groups, tenant -> captcha.find(tenant).isPresent()),
        ges.rules(),
        logins,
        captcha,
        new AdminPorts.Pushes(accounts, push),
        new AdminPorts.Privacy(ges.callbacks().erase(), ges.audit()));
  }

  @Provides
  @Singleton
  static HttpServices services(
      CallbackPorts callbacks,
      QueuePorts queues,
      CallInPorts callIns,
      AdminPorts administration,
      NodeHealth health,
      Listeners.Surroundings around) {
    return new HttpServices(
        callbacks,
        queues,
        callIns,
        administration,
        health,
        () -> MetricsText.of(around.registry()),
        around);
  }

  @Provides
  @Singleton
  static Node.Parts parts(
      Dispatchers dispatchers, Workers workers, SettingsRefresh refresh, NodeHealth health) {
    return new Node.Parts(dispatchers, workers, refresh, health);
  }

  @Provides
  @Singleton
  static Node node(
      Ges ges, Node.Parts parts, HttpConfig httpConfig, HttpServices services, Grace grace) {
    return new Node(ges, parts, httpConfig, services, grace);
  }
}
