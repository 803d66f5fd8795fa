package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.queue.SettingsTable;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driving port: Designer publishes a tenant's settings (specification 10.1). Safe for use by many
 * threads at once.
 */
public interface PublishSettings {

  /**
   * Checks the whole table and puts it in force as the next version, or says all that is wrong and
   * changes nothing. The same content again makes no new version.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  Outcome publish(Command command);

  /**
   * Returns the publication in force with its version, empty if the tenant has none.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<InForce> current(TenantId tenant);

  /**
   * What to publish.
   *
   * @param tenant whose settings
   * @param content the publication as plain Java values of its JSON
   * @param expectedVersion the version it is based on, null for any
   */
  record Command(
      TenantId tenant,
      Map<String, Object> content,
      @Nullable Integer expectedVersion) {

    /** Checks that tenant and content are there. */
    public Command {
      requireNonNull(tenant, "tenant");
      requireNonNull(content, "content");
    }
  }

  /**
   * A publication in force.
   *
   * @param version its version, 1 or more
   * @param publication what was published
   */
  record InForce(int version, SettingsStore.Publication publication) {}

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The table is in force.
     *
     * @param version its version, 1 or more
     * @param previousVersion the version before, 0 if there was none
     * @param applied whether anything changed
     * @param warnings what looks like a mistake but is allowed
     */
    record Published(
        int version, int previousVersion, boolean applied, List<SettingsTable.Problem> warnings)
        implements Outcome {

      /** Copies the list. */
      public Published {
        warnings = List.copyOf(warnings);
      }
    }

    /**
     * The table has errors; nothing changed.
     *
     * @param errors all of them
     */
    record Invalid(List<SettingsTable.Problem> errors) implements Outcome {}

    /**
     * Another version is in force than the expected one; nothing changed.
     *
     * @param version the version in force
     */
    record VersionConflict(int version) implements Outcome {}
  }
}
