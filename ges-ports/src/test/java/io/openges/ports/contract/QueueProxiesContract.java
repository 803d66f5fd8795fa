package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.queue.QueueName;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.queue.QueueProxies;
import io.openges.ports.driven.queue.QueueProxies.QueueProxy;
import io.openges.ports.testing.Callbacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link QueueProxies} does; one subclass for each implementation. */
@Timeout(120)
public abstract class QueueProxiesContract {

  private final TenantId tenant = Callbacks.anyTenant();
  private final TenantId other = Callbacks.anyTenant();
  private final QueueName queue = new QueueName("VQ_é 😀&?/\"\\");

  /** Returns what is under test, without any object. */
  protected abstract QueueProxies proxies();

  /** Stops it for the rest of the test. */
  protected abstract void silence();

  @Test
  void whatWasMadeIsListed() {
    proxies().create(tenant, queue);
    proxies().create(tenant, new QueueName("VQ2"));

    assertThat(proxies().all(tenant))
        .extracting(QueueProxy::queue)
        .containsExactlyInAnyOrder(queue, new QueueName("VQ2"));
  }

  @Test
  void anObjectThatIsThereIsTakenOver() {
    proxies().create(tenant, queue);
    var first = proxies().all(tenant);

    proxies().create(tenant, queue);

    assertThat(proxies().all(tenant)).isEqualTo(first);
  }

  @Test
  void whatWasDeletedIsGone() {
    proxies().create(tenant, queue);
    proxies().create(tenant, new QueueName("VQ2"));
    var gone = proxies().all(tenant).stream()
        .filter(one -> one.queue().equals(queue))
        .findFirst()
        .orElseThrow();

    proxies().remove(tenant, gone);
    proxies().remove(tenant, gone);

    assertThat(proxies().all(tenant))
        .extracting(QueueProxy::queue)
        .containsExactly(new QueueName("VQ2"));
  }

  @Test
  void tenantsHaveObjectsOfTheirOwn() {
    proxies().create(tenant, queue);

    assertThat(proxies().all(other)).isEmpty();
    proxies().all(tenant).forEach(proxy -> proxies().remove(other, proxy));
    assertThat(proxies().all(tenant)).hasSize(1);
  }

  @Test
  void aSilentConfigurationIsUnavailable() {
    silence();

    assertUnavailable(() -> proxies().all(tenant));
    assertUnavailable(() -> proxies().create(tenant, queue));
    assertUnavailable(() -> proxies().remove(tenant, new QueueProxy(queue, "1")));
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_CONFIGURATION));
  }
}
