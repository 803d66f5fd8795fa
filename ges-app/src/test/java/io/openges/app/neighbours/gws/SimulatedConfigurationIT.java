package io.openges.app.neighbours.gws;

import io.openges.adapter.gws.configuration.ScriptProxies;
import io.openges.ports.contract.QueueProxiesContract;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.queue.QueueProxies;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract of queues' objects, through HTTP. */
class SimulatedConfigurationIT extends QueueProxiesContract {

  private final SimulatedGws services =
      SimulatedGws.start(new GwsOptions(Clients.SELF, false, List.of(), List.of(), object -> 0));
  private final Clients clients = new Clients(services);
  private final ScriptProxies proxies = new ScriptProxies(
      clients.service(Dependency.GWS_CONFIGURATION), clients.token(), System::nanoTime);

  @AfterEach
  void stop() {
    services.close();
  }

  @Override
  protected QueueProxies proxies() {
    return proxies;
  }

  @Override
  protected void silence() {
    services.answer(SimulatedGws.Service.CONFIGURATION, 500);
  }
}
