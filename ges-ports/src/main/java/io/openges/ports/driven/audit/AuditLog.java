package io.openges.ports.driven.audit;

import static java.util.Objects.requireNonNull;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Driven port: keeps who did what. Changes of callbacks bring their entry along, see
 * {@link io.openges.ports.driven.callback.CallbackStore.Update}, and it is kept if they are.
 *
 * <p>Safe for use by many threads at once, and by many processes that share the log. Every
 * implementation passes {@code AuditLogContract}.
 */
public interface AuditLog {

  /**
   * Keeps an entry durably.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer; it
   *     may have been kept
   */
  void append(AuditEntry entry);

  /**
   * Returns the entries that match, newest first; those of one time, the one kept last first.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer
   */
  List<Kept> list(Filter filter);

  /**
   * Deletes at most {@code limit} entries made before {@code before}, of any tenant, and returns
   * how many.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if the store gave no answer;
   *     asking again is harmless
   */
  int deleteBefore(Instant before, int limit);

  /**
   * An entry with its place in the log.
   *
   * @param number rises with every entry that is kept
   * @param entry the entry
   */
  record Kept(long number, AuditEntry entry) {

    /** Checks that there is an entry. */
    public Kept {
      requireNonNull(entry, "entry");
    }
  }

  /**
   * Which entries.
   *
   * @param tenant whose
   * @param from made at this time or later, null for no bound
   * @param to made before this time, null for no bound
   * @param actor by whom, null for anybody
   * @param object to what, null for anything
   * @param page which part of the result
   */
  record Filter(
      TenantId tenant,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String actor,
      @Nullable String object,
      Page page) {

    /** Checks that tenant and page are there. */
    public Filter {
      requireNonNull(tenant, "tenant");
      requireNonNull(page, "page");
    }
  }

  /**
   * A part of the result.
   *
   * @param limit most entries to return, 1 to 1000
   * @param after continue after this one, null for the first page
   */
  record Page(int limit, @Nullable Cursor after) {}

  /**
   * Where a page ended.
   *
   * @param at when its last entry was made
   * @param number that entry's number
   */
  record Cursor(Instant at, long number) {}
}
