package io.openges.app.wiring;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.PublishSettings;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table to put in force when a node starts, in place of what a tenant has published before.
 * Immutable and thread-safe.
 *
 * @param content the publication as plain Java values of its JSON
 */
public record InitialSettings(Map<String, Object> content) {

  private static final Logger LOG = LoggerFactory.getLogger(InitialSettings.class);

  /** Checks that there is a table. */
  public InitialSettings {
    requireNonNull(content, "content");
  }

  /**
   * Puts the table in force for a tenant.
   *
   * @throws IllegalArgumentException if the table has errors, all of which are named
   */
  void publish(PublishSettings settings, TenantId tenant) {
    var outcome = settings.publish(new PublishSettings.Command(tenant, content, null));
    if (outcome instanceof PublishSettings.Outcome.Invalid invalid) {
      throw new IllegalArgumentException("the settings have errors: " + invalid.errors());
    }
    LOG.info("settings of {}: {}", tenant, outcome);
    if (outcome instanceof PublishSettings.Outcome.Published published) {
      published
          .warnings()
          .forEach(warning ->
              LOG.warn("settings of {}: {} {}", tenant, warning.path(), warning.message()));
    }
  }
}
