package io.openges.ports.memory;

import io.openges.domain.audit.AuditEntry;
import io.openges.ports.driven.audit.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps who did what, in memory. Safe for use by many threads at once. */
public final class InMemoryAuditLog implements AuditLog {

  private static final Comparator<Kept> NEWEST_FIRST = Comparator.<Kept, Instant>comparing(
          kept -> kept.entry().at())
      .thenComparing(Kept::number)
      .reversed();

  private final List<Kept> all = new ArrayList<>();
  private long last;

  /** Makes an empty log. */
  public InMemoryAuditLog() {}

  @Override
  public synchronized void append(AuditEntry entry) {
    all.add(new Kept(++last, entry));
  }

  @Override
  public synchronized List<Kept> list(Filter filter) {
    return all.stream()
        .filter(kept -> matches(kept.entry(), filter))
        .filter(kept -> isAfter(kept, filter.page().after()))
        .sorted(NEWEST_FIRST)
        .limit(filter.page().limit())
        .toList();
  }

  @Override
  public synchronized int deleteBefore(Instant before, int limit) {
    var old = all.stream()
        .filter(kept -> kept.entry().at().isBefore(before))
        .limit(limit)
        .toList();
    all.removeAll(old);
    return old.size();
  }

  private static boolean matches(AuditEntry entry, Filter filter) {
    return entry.tenant().equals(filter.tenant())
        && (filter.from() == null || !entry.at().isBefore(filter.from()))
        && (filter.to() == null || entry.at().isBefore(filter.to()))
        && (filter.actor() == null || entry.actor().equals(filter.actor()))
        && (filter.object() == null || entry.object().equals(filter.object()));
  }

  private static boolean isAfter(Kept kept, @Nullable Cursor end) {
    if (end == null) {
      return true;
    }
    int compared = kept.entry().at().compareTo(end.at());
    return compared < 0 || (compared == 0 && kept.number() < end.number());
  }
}
