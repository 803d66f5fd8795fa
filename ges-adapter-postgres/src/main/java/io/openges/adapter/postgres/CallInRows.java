package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.UserData;
import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.CallInRequest.Line;
import io.openges.domain.callin.CallInRequest.Sent;
import io.openges.domain.callin.CallInRequest.State;
import io.openges.domain.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads call-in requests from their rows, and writes rows. Stateless; thread-safe. */
final class CallInRows {

  /** What {@link #query} reads, in its order. */
  static final String COLUMNS = "tenant, id, number, code, group_name, caller_given, caller,"
      + " user_data, callback, created, expires, state";

  private CallInRows() {}

  /** Runs a statement with these values and returns how many rows it changed. */
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  /** Runs a query with these values, whose columns are {@link #COLUMNS}. */
  static List<CallInRequest> query(Connection connection, String sql, Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return query(statement);
    }
  }

  private static List<CallInRequest> query(PreparedStatement statement) throws SQLException {
    try (var results = statement.executeQuery()) {
      var requests = new ArrayList<CallInRequest>();
      while (results.next()) {
        requests.add(request(new Row(results)));
      }
      return requests;
    }
  }

  private static CallInRequest request(Row row) throws SQLException {
    var key = new CallInKey(new TenantId(row.uuid()), row.uuid());
    var line = new Line(row.text(), row.integerOrNull());
    var sent = new Sent(
        row.text(),
        caller(row.textOrNull(), row.textOrNull()),
        new UserData(row.text()),
        callback(row));
    return new CallInRequest(key, line, sent, row.instant(), row.instant(), state(row.text()));
  }

  private static @Nullable PhoneNumber caller(@Nullable String given, @Nullable String e164) {
    return given == null ? null : new PhoneNumber(given, e164);
  }

  private static @Nullable CallbackId callback(Row row) throws SQLException {
    var id = row.uuidOrNull();
    return id == null ? null : new CallbackId(id);
  }

  /** Returns the letter of a state. */
  static String letter(State state) {
    return switch (state) {
      case CREATED -> "C";
      case MATCHED -> "M";
      case EXPIRED -> "E";
    };
  }

  private static State state(String letter) {
    return switch (letter) {
      case "C" -> State.CREATED;
      case "M" -> State.MATCHED;
      default -> State.EXPIRED;
    };
  }
}
