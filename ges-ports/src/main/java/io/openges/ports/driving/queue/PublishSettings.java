package io.openges.ports.driving.queue;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.Misfit;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsChanges;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsStore;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
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
   * changes nothing. The same content again makes no new version. Where the publication asks for it
   * ({@code onRemovedQueue} is {@code cancel}), scheduled callbacks of the queues it removes are
   * completed before this returns.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless, and completes what was left
   */
  Outcome publish(Command command);

  /**
   * Says what {@link #publish} would do now, and does not do it.
   *
   * @return {@code applied} is false
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Outcome tryOut(Command command);

  /**
   * Returns the publication in force with its version, empty if the tenant has none.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<InForce> current(TenantId tenant);

  /**
   * Returns a publication that is kept, empty if it is not; publishing it again rolls back.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  Optional<InForce> find(TenantId tenant, int version);

  /**
   * Returns the last {@value SettingsStore#KEPT_VERSIONS} versions, the newest first.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<SettingsStore.Stamp> history(TenantId tenant);

  /**
   * What to publish.
   *
   * @param tenant whose settings
   * @param content the publication, or what changes of it, as plain Java values of its JSON
   * @param form which of the two {@code content} is
   * @param expectedVersion the version it is based on, null for any
   */
  record Command(
      TenantId tenant,
      Map<String, Object> content,
      Form form,
      @Nullable Integer expectedVersion) {

    /** Checks that all but the version are there. */
    public Command {
      requireNonNull(tenant, "tenant");
      requireNonNull(content, "content");
      requireNonNull(form, "form");
    }

    /** Publishes a whole table. */
    public Command(
        TenantId tenant, Map<String, Object> content, @Nullable Integer expectedVersion) {
      this(tenant, content, Form.WHOLE, expectedVersion);
    }
  }

  /** What a publication holds. */
  enum Form {
    /** All there is. */
    WHOLE,
    /** A JSON merge patch of the version in force, in which values may be null. */
    PATCH
  }

  /**
   * A publication that is or was in force.
   *
   * @param version its version, 1 or more
   * @param publication what was published
   */
  record InForce(int version, SettingsStore.Publication publication) {}

  /**
   * The open callbacks that a publication leaves without a slot, hours or a queue. They stay as
   * they are, unless the publication asks to cancel those of removed queues. Immutable and
   * thread-safe.
   *
   * @param counts how many by reason; none is left out
   * @param samples the first of them by desired time, at most {@value #MOST_SAMPLES}
   * @param complete false if the tenant has so many open callbacks that only the first
   *     {@value #MOST_CALLBACKS} by desired time were looked at
   */
  record Impact(Map<Misfit, Integer> counts, List<Sample> samples, boolean complete) {

    /** Most samples. */
    public static final int MOST_SAMPLES = 100;

    /** Most callbacks to look at. */
    public static final int MOST_CALLBACKS = 50_000;

    /** Nobody is left without anything. */
    public static final Impact NONE = new Impact(Map.of(), List.of(), true);

    /** Copies both, and counts what is absent as 0. */
    public Impact {
      var all = new EnumMap<Misfit, Integer>(Misfit.class);
      for (var misfit : Misfit.values()) {
        all.put(misfit, counts.getOrDefault(misfit, 0));
      }
      counts = Collections.unmodifiableMap(all);
      samples = List.copyOf(samples);
    }
  }

  /**
   * A callback that no longer fits.
   *
   * @param id its id
   * @param queue its queue
   * @param desiredTime when it is wanted, milliseconds, UTC
   * @param problem why it does not fit
   */
  record Sample(CallbackId id, QueueName queue, Instant desiredTime, Misfit problem) {}

  /** What came of it. */
  sealed interface Outcome {

    /**
     * The table is in force, or would be.
     *
     * @param version its version, 1 or more
     * @param previousVersion the version before, 0 if there was none
     * @param applied whether anything changed
     * @param changes what changed, or would
     * @param impact which callbacks no longer fit
     * @param warnings what looks like a mistake but is allowed
     */
    record Published(
        int version,
        int previousVersion,
        boolean applied,
        SettingsChanges changes,
        Impact impact,
        List<SettingsTable.Problem> warnings)
        implements Outcome {

      /** Copies the list. */
      public Published {
        requireNonNull(changes, "changes");
        requireNonNull(impact, "impact");
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
