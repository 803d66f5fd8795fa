package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.tenant.TenantOrigins;
import io.openges.ports.testing.Callbacks;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link TenantOrigins} does; one subclass for each implementation. */
@Timeout(120)
public abstract class TenantOriginsContract {

  private final TenantId one = Callbacks.anyTenant();
  private final TenantId other = Callbacks.anyTenant();

  /** Returns what is under test. */
  protected abstract TenantOrigins origins();

  /** Lets a tenant allow these origins. */
  protected abstract void set(TenantId tenant, Set<String> allowed);

  /** Stops the source for a tenant. */
  protected abstract void silence(TenantId tenant);

  @Test
  void tenantsAllowOriginsOfTheirOwn() {
    set(one, Set.of("https://www.example.com", "http://localhost:8080"));
    set(other, Set.of("https://other.example.com"));

    assertThat(origins().of(one))
        .containsExactlyInAnyOrder("https://www.example.com", "http://localhost:8080");
    assertThat(origins().of(other)).containsExactly("https://other.example.com");
  }

  @Test
  void aTenantMayAllowNone() {
    set(one, Set.of());

    assertThat(origins().of(one)).isEmpty();
    assertThat(origins().of(other)).as("a tenant that nobody knows").isEmpty();
  }

  @Test
  void aChangeIsSeen() {
    set(one, Set.of("https://a.example"));
    origins().of(one);
    set(one, Set.of("https://b.example"));

    assertThat(origins().of(one)).containsExactly("https://b.example");
  }

  @Test
  void aSilentSourceIsUnavailable() {
    silence(one);

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> origins().of(one))
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_ENVIRONMENT));
  }
}
