package io.openges.app.neighbours.gws;

import io.openges.adapter.gws.GwsService;
import io.openges.adapter.gws.auth.OAuthClient;
import io.openges.adapter.gws.auth.ServiceToken;
import io.openges.ports.driven.Dependency;
import java.time.InstantSource;

/**
 * GES's own clients of simulated services. Immutable and thread-safe.
 *
 * @param services whom they ask
 */
record Clients(SimulatedGws services) {

  /** What GES is to the simulated Authentication. */
  static final GwsOptions.Client SELF = new GwsOptions.Client("ges", "s3cret");

  private static final GwsService.Surroundings AROUND = new GwsService.Surroundings(
      GwsService.newClient(),
      InstantSource.system(),
      System::nanoTime,
      (which, took, failed) -> {});

  GwsService service(Dependency dependency) {
    return new GwsService(dependency, services.uri(), AROUND);
  }

  ServiceToken token() {
    return new ServiceToken(service(Dependency.GWS_AUTH), self(), System::nanoTime);
  }

  OAuthClient self() {
    return new OAuthClient(SELF.id(), SELF.secret());
  }
}
