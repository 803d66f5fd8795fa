package io.openges.adapter.http.internal;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.ports.driven.audit.AuditLog.Cursor;
import io.openges.ports.driven.audit.AuditLog.Filter;
import io.openges.ports.driven.audit.AuditLog.Kept;
import io.openges.ports.driven.audit.AuditLog.Page;
import io.openges.ports.driving.audit.ReadAudit;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who did what (specification 5.1). Safe for use by many threads at once. */
public final class AuditRoutes {

  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})-([0-9]{1,18})");

  private final ReadAudit audit;

  /** Shows {@code audit}. */
  public AuditRoutes(ReadAudit audit) {
    this.audit = requireNonNull(audit, "audit");
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(Route.get("/ges/v1/tenants/{ccid}/audit", Access.TENANT_IN_PATH, this::list));
  }

  private Reply list(Call call) {
    int limit = CallbackListQuery.limit(call);
    var found = audit.list(new Filter(
        call.tenant(),
        CallbackListQuery.instant(call, "from"),
        CallbackListQuery.instant(call, "to"),
        call.query("actor"),
        call.query("object"),
        new Page(limit, cursor(call.query("cursor")))));
    return call.ok(new Listed(found.stream().map(Entry::of).toList(), next(found, limit)));
  }

  private static @Nullable Cursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var matcher = CURSOR.matcher(text);
    if (!matcher.matches()) {
      throw ProblemException.parameter("cursor", "expected the nextCursor of a previous answer");
    }
    return new Cursor(
        Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), Long.parseLong(matcher.group(2)));
  }

  private static @Nullable String next(List<Kept> page, int limit) {
    if (page.size() < limit) {
      return null;
    }
    var last = page.get(page.size() - 1);
    return last.entry().at().toEpochMilli() + "-" + last.number();
  }

  /** A page of the audit. */
  record Listed(List<Entry> items, @Nullable String nextCursor) {}

  /** One line of it. */
  record Entry(
      String at,
      String actor,
      String action,
      String object,
      @Nullable String detail) {

    static Entry of(Kept kept) {
      var entry = kept.entry();
      return new Entry(
          WireTime.format(entry.at()),
          entry.actor(),
          entry.action().name(),
          entry.object(),
          entry.detail());
    }
  }
}
