package io.openges.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a result's current row one after the other. Not thread-safe. */
final class Row {

  private final ResultSet results;
  private int column;

  Row(ResultSet results) {
    this.results = results;
  }

  UUID uuid() throws SQLException {
    return results.getObject(++column, UUID.class);
  }

  @Nullable
  UUID uuidOrNull() throws SQLException {
    return results.getObject(++column, UUID.class);
  }

  boolean bool() throws SQLException {
    return results.getBoolean(++column);
  }

  String text() throws SQLException {
    return results.getString(++column);
  }

  @Nullable
  String textOrNull() throws SQLException {
    return results.getString(++column);
  }

  long number() throws SQLException {
    return results.getLong(++column);
  }

  @Nullable
  Long numberOrNull() throws SQLException {
    long number = results.getLong(++column);
    return results.wasNull() ? null : (Long) number;
  }

  @Nullable
  Integer integerOrNull() throws SQLException {
    int number = results.getInt(++column);
    return results.wasNull() ? null : (Integer) number;
  }

  int integer() throws SQLException {
    return results.getInt(++column);
  }

  Instant instant() throws SQLException {
    return Instant.ofEpochMilli(number());
  }

  @Nullable
  Instant instantOrNull() throws SQLException {
    var millis = numberOrNull();
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
