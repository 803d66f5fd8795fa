package io.openges.ports.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.Tenants;
import io.openges.ports.memory.InMemoryTenants;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailingTest {

  private final TenantId tenant = Callbacks.anyTenant();
  private final Failing<Tenants> tenants =
      Failing.of(Tenants.class, new InMemoryTenants(Map.of("key", tenant)));

  @Test
  void worksUntilItIsToldToFail() {
    assertThat(tenants.port().byApiKey("key")).contains(tenant);
  }

  @Test
  void failsUntilItIsHealed() {
    tenants.fail(Dependency.GWS_AUTH);

    assertThatThrownBy(() -> tenants.port().all())
        .isInstanceOf(DependencyUnavailableException.class);
    assertThatThrownBy(() -> tenants.port().byApiKey("key")).hasMessageContaining("gwsAuth");
    tenants.heal();
    assertThat(tenants.port().all()).containsExactly(tenant);
    assertThat(tenants.calls()).isEqualTo(3);
  }

  @Test
  void failsAsOftenAsItIsTold() {
    tenants.fail(Dependency.GWS_AUTH, 1);

    assertThatThrownBy(() -> tenants.port().all())
        .isInstanceOf(DependencyUnavailableException.class);
    assertThat(tenants.port().all()).containsExactly(tenant);
  }

  @Test
  void whatTheDelegateThrowsIsThrown() {
    var broken = Failing.of(Runnable.class, () -> {
      throw new IllegalStateException("as it is");
    });

    assertThatThrownBy(() -> broken.port().run()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLostAnswerIsNoUndoneWork() {
    var done = new int[1];
    var work = Failing.of(Runnable.class, () -> done[0]++);

    work.loseAnswer(Dependency.POSTGRESQL);

    assertThatThrownBy(() -> work.port().run()).isInstanceOf(DependencyUnavailableException.class);
    assertThat(done[0]).isEqualTo(1);
  }
}
