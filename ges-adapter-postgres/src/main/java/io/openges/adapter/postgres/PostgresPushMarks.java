package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.push.PushMarks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps marks; the first of all nodes wins. One that was set on a connection that was then lost is
 * taken for another node's when it is set once more. Safe for use by many threads at once.
 */
final class PostgresPushMarks implements PushMarks {

  private static final String SET = """
      INSERT INTO push_mark (tenant, id, mark, set_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String OF = "SELECT mark FROM push_mark WHERE tenant = ? AND id = ?";

  private final Database database;

  PostgresPushMarks(Database database) {
    this.database = database;
  }

  @Override
  public boolean set(CallbackKey callback, String mark, Instant at) {
    return database.statement("set a push mark", connection -> {
      try (var statement = named(connection, SET, callback)) {
        statement.setString(3, mark);
        statement.setLong(4, at.toEpochMilli());
        return statement.executeUpdate() > 0;
      }
    });
  }

  @Override
  public Set<String> of(CallbackKey callback) {
    return database.statement("read push marks", connection -> {
      try (var statement = named(connection, OF, callback);
          var results = statement.executeQuery()) {
        Set<String> marks = new HashSet<>();
        while (results.next()) {
          marks.add(new Row(results).text());
        }
        return Set.copyOf(marks);
      }
    });
  }

  private static PreparedStatement named(Connection connection, String sql, CallbackKey key)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    statement.setObject(1, key.tenant().value());
    statement.setObject(2, key.id().value());
    return statement;
  }
}
