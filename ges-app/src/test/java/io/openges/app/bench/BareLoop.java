package io.openges.app.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/**
 * The least that claims work once: lock some rows that are due, write an entry for each, mark them
 * as done, commit. No lease, no fence, no state: a crash before the commit writes entries twice. It
 * keeps its rows, as GES does. Not thread-safe; one thread at a time.
 */
final class BareLoop implements AutoCloseable {

  private static final int BATCH = 500;

  private static final String TABLE = """
      CREATE TABLE bare_job (
        id uuid PRIMARY KEY, due bigint NOT NULL, done boolean NOT NULL, payload text NOT NULL);
      CREATE INDEX ON bare_job (due) WHERE NOT done
      """;

  private static final String CLAIM = """
      SELECT id, payload FROM bare_job WHERE NOT done AND due <= ? ORDER BY due
      LIMIT ? FOR UPDATE SKIP LOCKED
      """;

  private static final String DONE = "UPDATE bare_job SET done = true WHERE id = ANY (?)";

  private final Lab lab;
  private final HikariDataSource pool;
  private final RedisClient redis;

  BareLoop(Lab lab) throws SQLException {
    this.lab = lab;
    Counts.run(lab, TABLE);
    pool = PlainBooking.pool(lab, 2);
    redis = Node.client(lab.voice());
  }

  /** Makes everything due anew. */
  void fill() throws SQLException {
    Counts.run(
        lab,
        "TRUNCATE bare_job; INSERT INTO bare_job SELECT gen_random_uuid(), n, false, '"
            + DispatchDrain.PAYLOAD + "' FROM generate_series(1, " + DispatchDrain.COUNT + ") n");
    Counts.run(lab, "VACUUM ANALYZE bare_job");
  }

  /** Runs everything that is due. */
  void drain() throws SQLException {
    try (var connection = pool.getConnection()) {
      while (round(connection) > 0) {
        connection.commit();
      }
      connection.commit();
    }
  }

  private int round(Connection connection) throws SQLException {
    var ids = new ArrayList<UUID>();
    try (var claim = connection.prepareStatement(CLAIM);
        var done = connection.prepareStatement(DONE);
        var pipeline = redis.pipelined()) {
      claim.setLong(1, System.currentTimeMillis());
      claim.setInt(2, BATCH);
      try (var rows = claim.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
          pipeline.xadd(Node.STREAM, StreamEntryID.NEW_ENTRY, Map.of("payload", rows.getString(2)));
        }
      }
      pipeline.sync();
      if (!ids.isEmpty()) {
        done.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
        done.executeUpdate();
      }
    }
    return ids.size();
  }

  @Override
  public void close() {
    pool.close();
    redis.close();
  }
}
