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
 * yet, and make the call-in group that it names. Thread-safe.
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
        tell("example", tenant, outcome);
        if (outcome == Outcome.PUBLISHED) {
          SettingsFiles.exampleGroups()
              .forEach((name, group) -> tell(
                  "call-in group " + name,
                  tenant,
                  designer.makeFirstGroup(tenant.toString(), name, group)));
        }
      }
    }
  }

  private static void tell(String what, TenantId tenant, Outcome outcome) {
    if (outcome == Outcome.REFUSED || outcome == Outcome.UNANSWERED) {
      LOG.warn("the {} is not published for {}: {}", what, tenant, outcome);
    } else {
      LOG.info("the {} for {}: {}", what, tenant, outcome);
    }
  }
}
