package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsIT {

  @Test
  void anErrorDoesNotQuoteTheRow() throws SQLException {
    try (var pool = Connections.pool(TestPostgres.newDatabase());
        var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE t (phone text, id int NOT NULL)");

      assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES ('+33123456789', NULL)"))
          .isInstanceOf(SQLException.class)
          .hasMessageNotContaining("+33");
    }
  }

  @Test
  void aSessionOfAServerThatTakesNoWritesIsLeft() throws SQLException {
    try (var pool = Connections.pool(TestPostgres.newDatabase().withPoolSize(2))) {
      int useless;
      try (var connection = pool.getConnection();
          var statement = connection.createStatement()) {
        useless = pid(connection);
        statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        assertThatThrownBy(() -> statement.execute("CREATE TABLE t ()"))
            .isInstanceOf(SQLException.class);
      }

      try (var one = pool.getConnection();
          var other = pool.getConnection()) {
        assertThat(List.of(pid(one), pid(other))).doesNotContain(useless);
      }
    }
  }

  private static int pid(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery("SELECT pg_backend_pid()")) {
      results.next();
      return results.getInt(1);
    }
  }
}
