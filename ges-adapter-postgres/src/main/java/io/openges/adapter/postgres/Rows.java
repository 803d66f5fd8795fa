package io.openges.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands many rows to one statement as an array for each column, so that a batch is one round trip
 * and one plan whatever its size. Immutable and thread-safe.
 *
 * @param <T> what a row is made of
 */
final class Rows<T> {

  private final List<Column<T>> columns;

  Rows(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * A column of the rows.
   *
   * @param name its name in the statement
   * @param type its type in PostgreSQL, by the short name
   * @param value its value for a row, of the Java type that goes with {@code type}
   */
  record Column<T>(String name, String type, Function<T, ? extends @Nullable Object> value) {

    /** Returns the same column for rows that contain what this one reads. */
    <S> Column<S> in(Function<S, T> part) {
      return new Column<>(name, type, row -> value.apply(part.apply(row)));
    }
  }

  /** Returns the table of the rows, to stand in a FROM clause under the name {@code v}. */
  String table() {
    return columns.stream()
        .map(column -> "?::" + column.type() + "[]")
        .collect(Collectors.joining(", ", "unnest(", ") AS v(" + names() + ")"));
  }

  /** Returns the same with a last column {@code n} that counts the rows from 1. */
  String numberedTable() {
    return table().replace(") AS v(" + names() + ")", ") WITH ORDINALITY AS v(" + names() + ", n)");
  }

  /** Returns the columns' names. */
  String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  /** Sets the parameters of {@link #table}, which have to be the statement's first. */
  void bind(Connection connection, PreparedStatement statement, List<? extends T> rows)
      throws SQLException {
    bind(connection, statement, 1, rows);
  }

  /** Sets the parameters of {@link #table} from {@code index} on; returns the next index. */
  int bind(Connection connection, PreparedStatement statement, int index, List<? extends T> rows)
      throws SQLException {
    int next = index;
    for (var column : columns) {
      var values = values(column, rows);
      statement.setArray(next++, connection.createArrayOf(column.type(), values));
    }
    return next;
  }

  private static <T> @Nullable Object[] values(Column<T> column, List<? extends T> rows) {
    var values = array(column.type(), rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = column.value().apply(rows.get(i));
    }
    return values;
  }

  /** Returns an array of the class that the driver sends in binary form, where there is one. */
  private static @Nullable Object[] array(String type, int length) {
    return switch (type) {
      case "int8" -> new Long[length];
      case "int4" -> new Integer[length];
      case "bool" -> new Boolean[length];
      case "text" -> new String[length];
      default -> new Object[length];
    };
  }
}
