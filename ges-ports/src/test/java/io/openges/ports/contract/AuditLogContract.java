package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.audit.AuditEntry;
import io.openges.domain.audit.AuditEntry.Action;
import io.openges.ports.driven.audit.AuditLog;
import io.openges.ports.driven.audit.AuditLog.Cursor;
import io.openges.ports.driven.audit.AuditLog.Filter;
import io.openges.ports.driven.audit.AuditLog.Kept;
import io.openges.ports.driven.audit.AuditLog.Page;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.CallbackStore.UpdateOutcome;
import io.openges.ports.driven.queue.SettingsStore.Publication;
import io.openges.ports.testing.Callbacks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} does, also for the stores that keep entries with their changes. */
public abstract class AuditLogContract extends StoreContract {

  private static final Page ALL = new Page(1000, null);
  private static final Instant OLD = Instant.parse("1981-06-12T09:00:00.123Z");

  @Test
  void entriesAreKeptAsTheyAreNewestFirst() {
    var first = entry(NOON, "ada é😀", "settings", null);
    var second = entry(NOON.plusMillis(1), "bob", "callback:1", "version 7");
    var third = entry(NOON.plusMillis(1), "bob", "callback:1", "version 8");
    Stream.of(first, second, third).forEach(log()::append);

    assertThat(list(null, null, null, null)).containsExactly(third, second, first);
    assertThat(log().list(new Filter(Callbacks.anyTenant(), null, null, null, null, ALL)))
        .isEmpty();
  }

  @Test
  void everyActionIsKept() {
    for (var action : Action.values()) {
      log().append(new AuditEntry(tenant, NOON, "ada", action, "x", null));
    }

    assertThat(list(null, null, null, null))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder(Action.values());
  }

  @Test
  void entriesAreFiltered() {
    var first = entry(NOON, "ada", "settings", null);
    var second = entry(NOON.plusMillis(1), "bob", "settings", null);
    Stream.of(first, second).forEach(log()::append);

    assertThat(list(NOON.plusMillis(1), null, null, null)).containsExactly(second);
    assertThat(list(null, NOON.plusMillis(1), null, null)).containsExactly(first);
    assertThat(list(null, null, "ada", null)).containsExactly(first);
    assertThat(list(null, null, null, "settings")).containsExactly(second, first);
    assertThat(list(null, null, null, "other")).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    var entries = Stream.of("1", "2", "3", "4", "5")
        .map(name -> entry(NOON, "ada", name, null))
        .toList();
    entries.forEach(log()::append);

    var first = page(null);
    var second = page(end(first));
    var third = page(end(second));

    assertThat(Stream.of(first, second, third).flatMap(List::stream).map(Kept::entry))
        .containsExactly(
            entries.get(4), entries.get(3), entries.get(2), entries.get(1), entries.get(0));
    assertThat(page(end(third))).isEmpty();
  }

  @Test
  void whatIsOldIsDeletedInParts() {
    while (log().deleteBefore(OLD, 100) > 0) {
      // what another run has left
    }
    var time = OLD.minusSeconds(60);
    for (int i = 0; i < 3; i++) {
      log().append(entry(time.minusMillis(1), "ada", "x", null));
    }
    var young = entry(time, "ada", "x", null);
    log().append(young);

    assertThat(log().deleteBefore(time, 2)).isEqualTo(2);
    assertThat(log().deleteBefore(time, 2)).isEqualTo(1);
    assertThat(log().deleteBefore(time, 2)).isZero();
    assertThat(list(null, null, null, null)).containsExactly(young);
  }

  @Test
  void aChangeOfACallbackBringsItsEntryAlongOnlyIfItIsStored() {
    var callback = given(scheduled().build());
    var change = Callbacks.changed(callback, touched(callback));
    var entry = entry(NOON, "ada", "callback:1", null);

    assertThat(stores().callbacks().update(new Update(change, NOON, null, entry)))
        .isEqualTo(UpdateOutcome.STORED);
    assertThat(stores().callbacks().update(new Update(change, NOON, null, entry)))
        .isEqualTo(UpdateOutcome.VERSION_CONFLICT);

    assertThat(list(null, null, null, null)).containsExactly(entry);
  }

  @Test
  void aPublicationBringsItsEntryAlongOnlyIfItIsStored() {
    var publication = new Publication(Map.of(), NOON, "ada");
    var entry = entry(NOON, "ada", "settings", null);

    assertThat(stores().settings().publish(tenant, 0, publication, entry)).contains(1);
    assertThat(stores().settings().publish(tenant, 0, publication, entry)).isEmpty();

    assertThat(list(null, null, null, null)).containsExactly(entry);
  }

  private AuditLog log() {
    return stores().audit();
  }

  private List<AuditEntry> list(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String actor,
      @Nullable String object) {
    return log().list(new Filter(tenant, from, to, actor, object, ALL)).stream()
        .map(Kept::entry)
        .toList();
  }

  private List<Kept> page(@Nullable Cursor after) {
    return log().list(new Filter(tenant, null, null, null, null, new Page(2, after)));
  }

  private static Cursor end(List<Kept> page) {
    var last = page.get(page.size() - 1);
    return new Cursor(last.entry().at(), last.number());
  }

  private AuditEntry entry(Instant at, String actor, String object, @Nullable String detail) {
    return new AuditEntry(tenant, at, actor, Action.PUBLISH, object, detail);
  }
}
