package io.openges.adapter.http.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.adapter.http.envelope.StatusCode;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final List<Throwable> uncaught = new ArrayList<>();
  private final Faults faults = new Faults(uncaught::add);

  @Test
  void whatCannotBeDoneNowMayBeAskedForLater() {
    var silent = new DependencyUnavailableException(Dependency.REDIS, "test");
    var unsettled = new UnavailableException("test");

    assertThat(List.of(faults.problem(silent), faults.problem(unsettled)))
        .allMatch(problem -> problem.code() == StatusCode.DEPENDENCY_DOWN);
    assertThat(uncaught).isEmpty();
  }

  @Test
  void anythingElseIsABug() {
    var bug = new IllegalStateException("test");

    assertThat(faults.problem(bug).code()).isEqualTo(StatusCode.INTERNAL);
    assertThat(uncaught).containsExactly(bug);
  }
}
