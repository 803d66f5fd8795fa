package io.openges.usecase.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.statistics.Statistics.Login;
import io.openges.ports.driving.statistics.RegisterLogin.LoginRefused;
import io.openges.ports.driving.statistics.RegisterLogin.NoKey;
import io.openges.ports.driving.statistics.RegisterLogin.Registered;
import io.openges.ports.memory.InMemoryCredentialStore;
import io.openges.ports.memory.InMemorySealing;
import io.openges.ports.memory.InMemoryStatistics;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.MovableTime;
import io.openges.usecase.credential.Vault;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterLoginServiceTest {

  private static final Login LOGIN = new Login("user", "password");

  private final MovableTime time = new MovableTime(Callbacks.BOOKED_AT);
  private final InMemoryStatistics statistics = new InMemoryStatistics();
  private final InMemoryCredentialStore store = new InMemoryCredentialStore();
  private final Vault vault = new Vault(store, Optional.of(new InMemorySealing()), time);
  private final RegisterLoginService service = new RegisterLoginService(statistics, vault);
  private final TenantId tenant = Callbacks.anyTenant();

  @Test
  void aGoodLoginIsRegisteredUntilItIsRemoved() {
    assertThat(service.standing(tenant)).isEmpty();

    var registered = new Registered(Callbacks.BOOKED_AT, true);
    assertThat(service.register(tenant, LOGIN)).isEqualTo(registered);

    assertThat(service.standing(tenant)).contains(registered);
    assertThat(RegisterLoginService.login(vault, tenant)).contains(LOGIN);
    assertThat(service.remove(tenant)).isTrue();
    assertThat(service.remove(tenant)).isFalse();
    assertThat(RegisterLoginService.login(vault, tenant)).isEmpty();
  }

  @Test
  void aRefusedLoginLeavesTheOneBefore() {
    var bad = new Login("user", "other");
    statistics.refuse(bad);
    service.register(tenant, LOGIN);

    assertThat(service.register(tenant, bad)).isEqualTo(new LoginRefused());

    assertThat(RegisterLoginService.login(vault, tenant)).contains(LOGIN);
  }

  @Test
  void whatCannotBeCheckedIsNotKept() {
    statistics.answer(false);

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> service.register(tenant, LOGIN));
    assertThat(service.standing(tenant)).isEmpty();
  }

  @Test
  void withoutAKeyNobodyIsAskedAndNothingIsKept() {
    statistics.answer(false);
    var keyless = new RegisterLoginService(statistics, new Vault(store, Optional.empty(), time));

    assertThat(keyless.register(tenant, LOGIN)).isEqualTo(new NoKey());
    assertThat(keyless.standing(tenant)).isEmpty();
  }
}
