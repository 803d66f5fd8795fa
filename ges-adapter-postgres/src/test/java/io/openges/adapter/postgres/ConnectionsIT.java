package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
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
}
