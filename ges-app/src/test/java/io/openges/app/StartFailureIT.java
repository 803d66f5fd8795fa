package io.openges.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.app.config.ConfigLoader;
import io.openges.app.embedded.EmbeddedPostgres;
import io.openges.app.embedded.PostgresOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFailureIT {

  private static Map<String, String> environment(
      EmbeddedPostgres postgres, String name, String password) {
    return Map.of(
        "DB_HOST",
        postgres.host(),
        "DB_PORT",
        Integer.toString(postgres.port()),
        "DB_NAME",
        name,
        "DB_USER",
        postgres.user(),
        "DB_PASSWORD",
        password,
        "ORS_REDIS_HOST",
        "127.0.0.1",
        "GES_INTERNAL_PORT",
        "0",
        "GES_EXTERNAL_PORT",
        "0");
  }

  @Test
  void aDatabaseThatRefusesIsToldInOneLine(@TempDir Path directory) {
    try (var postgres = EmbeddedPostgres.start(PostgresOptions.in(directory))) {
      assertRefused(
          environment(postgres, postgres.database(), "wrong"), "refuses the user or the password");
      assertRefused(environment(postgres, "absent", postgres.password()), "no such database");
    }
  }

  private static void assertRefused(Map<String, String> environment, String reason) {
    var config = ConfigLoader.load(environment).config();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> GesServer.start(config))
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).doesNotContain("wrong"));
  }
}
