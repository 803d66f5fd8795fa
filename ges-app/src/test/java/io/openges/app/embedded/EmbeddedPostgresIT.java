package io.openges.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  @TempDir
  private Path directory;

  @Test
  void dataOutliveStopAndStart() throws SQLException {
    try (EmbeddedPostgres first = TestBinaries.postgres(directory)) {
      execute(first, "CREATE TABLE kept (name text)");
      execute(first, "INSERT INTO kept VALUES ('ä')");
    }

    try (EmbeddedPostgres second = TestBinaries.postgres(directory)) {
      assertThat(query(second, "SELECT name FROM kept")).isEqualTo("ä");
    }
  }

  @Test
  void committedDataOutliveSigkillAndThePortStays() throws SQLException {
    try (EmbeddedPostgres postgres = TestBinaries.postgres(directory)) {
      execute(postgres, "CREATE TABLE kept (n int)");
      String url = postgres.jdbcUrl();
      try (Connection open = connect(postgres);
          Statement statement = open.createStatement()) {
        statement.execute("INSERT INTO kept VALUES (42)");
        postgres.kill();
      }
      assertThat(postgres.isRunning()).isFalse();

      postgres.restart();

      assertThat(postgres.jdbcUrl()).isEqualTo(url);
      assertThat(query(postgres, "SELECT n FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void closingEndsEveryProcess() {
    EmbeddedPostgres postgres = TestBinaries.postgres(directory);
    var family = ProcessHandle.of(postgres.pid()).orElseThrow().descendants().toList();

    postgres.close();

    assertThat(family).isNotEmpty().noneMatch(LiveProcess::runs);
    assertThat(ProcessHandle.of(postgres.pid()).filter(LiveProcess::runs)).isEmpty();
  }

  @Test
  void secondServerOnTheSameDirectoryIsRefused() throws SQLException {
    try (EmbeddedPostgres first = TestBinaries.postgres(directory)) {
      assertThatThrownBy(() -> TestBinaries.postgres(directory))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining(directory + " is in use by another running GES");
      assertThat(query(first, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void databaseIsDurableAndSpeaksUtf8() throws SQLException {
    try (EmbeddedPostgres postgres = TestBinaries.postgres(directory)) {
      assertThat(query(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(query(postgres, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(query(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(postgres, "SELECT current_setting('is_superuser')")).isEqualTo("off");
      execute(postgres, "CREATE TABLE owners_may (n int)");
    }
  }

  @Test
  void wrongPasswordIsRefusedAndTheRightOneIsSecret() throws IOException {
    try (EmbeddedPostgres postgres = TestBinaries.postgres(directory)) {
      assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "ges", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      var permissions = Files.getPosixFilePermissions(directory.resolve("password"));
      assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
      assertThat(directory.resolve("create.sql")).doesNotExist();
    }
  }

  @Test
  void interruptedCreationIsBegunAnew() throws IOException, SQLException {
    Files.createDirectories(directory.resolve("data.new/base"));

    try (EmbeddedPostgres postgres = TestBinaries.postgres(directory)) {
      assertThat(query(postgres, "SELECT current_database()")).isEqualTo("ges");
    }
  }

  @Test
  void noteOfACrashedServerWhoseNumberAnotherProcessHasIsIgnored()
      throws IOException, SQLException {
    TestBinaries.postgres(directory).close();
    long stranger = ProcessHandle.current().pid();
    Files.writeString(directory.resolve("data/postmaster.pid"), stranger + "\n");

    try (EmbeddedPostgres postgres = TestBinaries.postgres(directory)) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void dataOfAnotherVersionAreRefusedAndLeftAlone() throws IOException {
    TestBinaries.postgres(directory).close();
    Files.writeString(directory.resolve("data/PG_VERSION"), "11\n");

    assertThatThrownBy(() -> TestBinaries.postgres(directory))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("is of PostgreSQL 11, this GES brings 17");
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
