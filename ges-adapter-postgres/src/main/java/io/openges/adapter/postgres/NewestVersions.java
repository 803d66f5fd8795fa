package io.openges.adapter.postgres;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.queue.SettingsVersions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The newest settings of the tenants one transaction takes places for: two looks at the end of an
 * index for each. Not thread-safe; one transaction.
 */
final class NewestVersions {

  private static final Rows<UUID> TENANTS =
      new Rows<>(List.of(new Rows.Column<>("tenant", "uuid", tenant -> tenant)));

  /**
   * To follow the statement that locks the slots, as a statement of its own: at READ COMMITTED it
   * sees what was published while the locks were waited for, which that statement does not.
   */
  static final String ASK = """
      SELECT v.tenant,
        coalesce((SELECT max(s.version) FROM settings_version s WHERE s.tenant = v.tenant), 0),
        coalesce((SELECT max(c.version) FROM capacity_version c WHERE c.tenant = v.tenant), 0)
      FROM %s
      """.formatted(TENANTS.table());

  private final TreeSet<UUID> tenants = new TreeSet<>(Keys.UUIDS);
  private final Map<TenantId, SettingsVersions> newest = new HashMap<>();

  /** Announces that something is to be taken that was judged by settings of {@code tenant}. */
  void willAsk(TenantId tenant) {
    tenants.add(tenant.value());
  }

  /** Says whether nothing was announced. */
  boolean isEmpty() {
    return tenants.isEmpty();
  }

  /** Sets the parameters of {@link #ASK} from {@code index} on; returns the next index. */
  int bind(Connection connection, PreparedStatement statement, int index) throws SQLException {
    return TENANTS.bind(connection, statement, index, List.copyOf(tenants));
  }

  /** Reads what {@link #ASK} returned. */
  void read(ResultSet results) throws SQLException {
    while (results.next()) {
      var row = new Row(results);
      newest.put(new TenantId(row.uuid()), new SettingsVersions(row.integer(), row.integer()));
    }
  }

  /** Says whether {@code judgedBy} is no longer the newest. */
  boolean differFrom(TenantId tenant, SettingsVersions judgedBy) {
    return judgedBy.differFrom(newest.getOrDefault(tenant, SettingsVersions.NONE));
  }
}
