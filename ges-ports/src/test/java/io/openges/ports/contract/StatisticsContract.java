package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driven.statistics.Statistics.CredentialsRefused;
import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.Statistics.Login;
import io.openges.ports.driven.statistics.Statistics.NoCredentials;
import io.openges.ports.driven.statistics.Statistics.Refused;
import io.openges.ports.testing.Callbacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Statistics} does; one subclass for each implementation. */
@Timeout(120)
public abstract class StatisticsContract {

  private static final String QUESTION = """
      {"statistics":[{"name":"s1","objectId":"VQ_é😀","objectType":"Queue","statisticId":"x"}]}""";
  private static final Figures FIGURES =
      new Figures("{\"statistics\":[{\"name\":\"s1\",\"value\":\"é😀\",\"timestamp\":1}]}");

  private final TenantId tenant = Callbacks.anyTenant();
  private final TenantId other = Callbacks.anyTenant();

  /** Returns what is under test. */
  protected abstract Statistics statistics();

  /** Registers the credentials of a tenant. */
  protected abstract void register(TenantId tenant, boolean areAccepted);

  /** Lets the source give these figures to {@code question}. */
  protected abstract void say(String question, Figures figures);

  /** Lets the source refuse {@code question}. */
  protected abstract void refuse(String question, Refused refusal);

  /** Lets the source refuse a login; it accepts all others. */
  protected abstract void refuse(Login login);

  /** Stops the source for the rest of the test. */
  protected abstract void silence();

  @Test
  void figuresArePassedOn() {
    register(tenant, true);
    say(QUESTION, FIGURES);

    assertThat(statistics().ask(tenant, QUESTION)).isEqualTo(FIGURES);
    assertThat(statistics().ask(tenant, QUESTION)).isEqualTo(FIGURES);
  }

  @Test
  void credentialsAreTheTenantsOwn() {
    register(tenant, true);
    say(QUESTION, FIGURES);

    assertThat(statistics().ask(other, QUESTION)).isEqualTo(new NoCredentials());
    register(other, false);
    assertThat(statistics().ask(other, QUESTION)).isEqualTo(new CredentialsRefused());
    assertThat(statistics().ask(tenant, QUESTION)).isEqualTo(FIGURES);
  }

  @Test
  void aWrongQuestionIsRefusedInWords() {
    register(tenant, true);
    refuse(QUESTION, new Refused("statistics[0].objectId: unknown é"));

    assertThat(statistics().ask(tenant, QUESTION))
        .isEqualTo(new Refused("statistics[0].objectId: unknown é"));
  }

  @Test
  void aWrongQuestionMayBeRefusedWithoutWords() {
    register(tenant, true);
    refuse(QUESTION, new Refused(""));

    assertThat(statistics().ask(tenant, QUESTION)).isEqualTo(new Refused(""));
  }

  @Test
  void aSilentSourceIsUnavailable() {
    register(tenant, true);
    silence();

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> statistics().ask(tenant, QUESTION))
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_STATISTICS));
  }

  @Test
  void nobodyIsAskedWithoutCredentials() {
    silence();

    assertThat(statistics().ask(tenant, QUESTION)).isEqualTo(new NoCredentials());
  }

  @Test
  void aLoginIsGoodOrNot() {
    var bad = new Login("bad é", "p&ss=wörd");
    refuse(bad);

    assertThat(statistics().accepts(new Login("good", "p&ss=wörd"))).isTrue();
    assertThat(statistics().accepts(bad)).isFalse();
  }
}
