package io.openges.ports.driven.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: one kind of settings of all tenants, version by version: the published tables
 * (specification 10.1), or the rules of all kinds (specification 8.2, 11, 12), or the call-in
 * groups (specification 16). The content is plain Java values of JSON; what it means is the
 * domain's affair.
 *
 * <p>Safe for use by many threads at once. Every implementation passes
 * {@code SettingsStoreContract}.
 */
public interface SettingsStore {

  /** How many versions are kept. */
  int KEPT_VERSIONS = 50;

  /**
   * Returns the newest version of each tenant that has published.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Map<TenantId, Integer> versions();

  /**
   * Returns the newest version of a tenant, 0 if it has not published.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  int newest(TenantId tenant);

  /**
   * Returns the publication of a version, empty if it was never made or is no longer kept. One that
   * is kept but damaged has no content, which is no readable form of anything.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<Publication> find(TenantId tenant, int version);

  /**
   * Returns the versions that are kept, the newest first, without their content.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<Stamp> history(TenantId tenant);

  /**
   * Stores a publication as the next version if {@code expected} is still the newest one; atomic
   * over all nodes. Versions older than the last {@value #KEPT_VERSIONS} are dropped.
   *
   * @param expected the newest version the publisher knows, 0 if there was none
   * @param audit kept with the publication, null for none
   * @return the new version, empty if another publication came first
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; it
   *     may have been stored
   */
  Optional<Integer> publish(
      TenantId tenant, int expected, Publication publication, @Nullable AuditEntry audit);

  /** Does the same as nobody's deed. */
  default Optional<Integer> publish(TenantId tenant, int expected, Publication publication) {
    return publish(tenant, expected, publication, null);
  }

  /**
   * That a version was published.
   *
   * @param version its number, 1 or more
   * @param publishedAt when GES took it, milliseconds, UTC
   * @param publishedBy who published, null if unknown
   */
  record Stamp(int version, Instant publishedAt, @Nullable String publishedBy) {

    /** Checks that the time is there. */
    public Stamp {
      requireNonNull(publishedAt, "publishedAt");
    }
  }

  /**
   * A published table.
   *
   * @param content the whole publication: maps, lists, strings, numbers, booleans
   * @param publishedAt when GES took it, milliseconds, UTC
   * @param publishedBy who published, null if unknown
   */
  record Publication(
      Map<String, Object> content,
      Instant publishedAt,
      @Nullable String publishedBy) {

    /** Checks that content and time are there. */
    public Publication {
      requireNonNull(content, "content");
      requireNonNull(publishedAt, "publishedAt");
    }
  }
}
