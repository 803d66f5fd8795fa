package io.openges.usecase.publication;

import static java.util.Objects.requireNonNull;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.SettingsChanges;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackQueries.Cursor;
import io.openges.ports.driven.callback.CallbackQueries.Filter;
import io.openges.ports.driven.callback.CallbackQueries.Page;
import io.openges.ports.driven.callback.CallbackQueries.Range;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.usecase.callback.Committed;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Completes the SCHEDULED callbacks of queues that a publication removes, where it asks for that
 * (specification 10.1, row removed). Whatever the voice platform has already runs on. Safe for use
 * by many threads at once.
 */
public final class QueueRemoval {

  private static final int PAGE = 500;

  private final SettingsStore versions;
  private final CallbackQueries queries;
  private final CallbackStore callbacks;
  private final InstantSource time;
  private final Committed committed;

  /** Makes it. */
  public QueueRemoval(
      SettingsStore versions,
      CallbackQueries queries,
      CallbackStore callbacks,
      InstantSource time,
      Committed committed) {
    this.versions = requireNonNull(versions, "versions");
    this.queries = requireNonNull(queries, "queries");
    this.callbacks = requireNonNull(callbacks, "callbacks");
    this.time = requireNonNull(time, "time");
    this.committed = requireNonNull(committed, "committed");
  }

  /**
   * Does what a publication that was just stored asks for.
   *
   * @param content the publication
   */
  void begin(TenantId tenant, SettingsChanges changes, Map<String, Object> content) {
    if ("cancel".equals(content.get("onRemovedQueue"))) {
      complete(tenant, changes.queues().removed());
    }
  }

  /**
   * Does the same for a publication that is in force already: whoever publishes again may have got
   * no answer, because the first try ended halfway.
   *
   * @param version the version in force
   * @param request the publication, or what changes
   */
  void finish(TenantId tenant, int version, Map<String, Object> request) {
    var before = versions.find(tenant, version - 1);
    var now = versions.find(tenant, version);
    if (before.isPresent() && now.isPresent()) {
      begin(tenant, SettingsChanges.between(before.get().content(), now.get().content()), request);
    }
  }

  private void complete(TenantId tenant, Set<String> queues) {
    for (var queue : queues) {
      Cursor after = null;
      do {
        after = completePage(tenant, new QueueName(queue), after);
      } while (after != null);
    }
  }

  /** Returns where to go on, null at the end. */
  private @Nullable Cursor completePage(TenantId tenant, QueueName queue, @Nullable Cursor after) {
    var page = queries.list(new Filter(
        tenant,
        Set.of(CallbackState.SCHEDULED),
        queue,
        new Range(null, null),
        null,
        new Page(PAGE, after)));
    page.forEach(this::complete);
    if (page.size() < PAGE) {
      return null;
    }
    var last = page.get(PAGE - 1);
    return new Cursor(last.schedule().desiredTime(), last.key().id());
  }

  private void complete(Callback listed) {
    // lists come without user data, and what is stored must have it
    var current = callbacks.find(listed.key());
    while (current.isPresent() && current.get().state() == CallbackState.SCHEDULED) {
      if (isCompleted(current.get())) {
        return;
      }
      // somebody else moved it meanwhile: judge again by what it is now
      current = callbacks.find(listed.key());
    }
  }

  private boolean isCompleted(Callback callback) {
    var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
    var transition = Transitions.complete(callback, CompletionReason.QUEUE_REMOVED, now);
    if (!(transition instanceof Transition.Changed changed)) {
      return true;
    }
    var wakeAt = changed.after().progress().revocation() == null ? null : now;
    var outcome = callbacks.update(new CallbackStore.Update(changed, wakeAt, null));
    if (outcome != CallbackStore.UpdateOutcome.STORED) {
      return false;
    }
    committed.tell(changed.after(), wakeAt);
    return true;
  }
}
