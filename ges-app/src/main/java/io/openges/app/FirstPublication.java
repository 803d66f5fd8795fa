package io.openges.app;

import io.openges.app.config.Config;
import io.openges.app.neighbours.SimulatedDesigner;
import io.openges.app.neighbours.SimulatedDesigner.Outcome;
import io.openges.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a simulated Designer publish the example, over HTTP, for tenants that have published nothing
 * yet. Thread-safe.
 */
final class FirstPublication {

  private static final Logger LOG = LoggerFactory.getLogger(FirstPublication.class);

  /** For all tenants of an installation that is only tried out. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private FirstPublication() {}

  /**
   * Publishes, and returns when the tables are in force. What fails is logged and does not keep GES
   * from running: somebody else may still publish.
   *
   * @param ges base of the internal API
   */
  static void publish(Config config, URI ges, Collection<TenantId> tenants) {
    var token = config.server().trust().internalToken();
    try (var designer = new SimulatedDesigner(ges, token == null ? null : token.value())) {
      for (var tenant : tenants) {
        var outcome = designer.publishFirst(tenant.toString(), SettingsFiles.example(), PATIENCE);
        if (outcome == Outcome.REFUSED || outcome == Outcome.UNANSWERED) {
          LOG.warn("the example is not published for {}: {}", tenant, outcome);
        } else {
          LOG.info("the example for {}: {}", tenant, outcome);
        }
      }
    }
  }
}
