package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08001", "08006", "53300", "53100", "57P01", "57P03", "57014", "58030", "55P03", "25006",
        "25P03", "40001", "40P01"
      })
  void outagesAreUnavailability(String state) {
    var failure = new SQLException("x", state);

    assertThat(Failures.of("test", failure))
        .isInstanceOfSatisfying(DependencyUnavailableException.class, unavailable -> {
          assertThat(unavailable.dependency()).isEqualTo(Dependency.POSTGRESQL);
          assertThat(unavailable).hasCause(failure).hasMessageContaining("test");
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itIsToldWhetherItMayHaveHappened(boolean mayBeDone) {
    assertThat(Failures.of("test", new SQLException("x", "08006"), mayBeDone))
        .asInstanceOf(type(DependencyUnavailableException.class))
        .returns(!mayBeDone, DependencyUnavailableException::isNothingDone);
  }

  @Test
  void anExhaustedPoolIsUnavailability() {
    assertThat(Failures.of("test", new SQLTransientConnectionException("pool")))
        .isInstanceOf(DependencyUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42601", "22021", "22P05", "XX000", ""})
  void mistakesAreNot(String state) {
    assertThat(Failures.of("test", new SQLException("x", state)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailureWithoutAStateIsAMistake() {
    assertThat(Failures.isOutage(new SQLException("x"))).isFalse();
  }
}
