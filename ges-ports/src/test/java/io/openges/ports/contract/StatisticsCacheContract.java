package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.driven.statistics.StatisticsCache.Heard;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link StatisticsCache} does; one subclass for each implementation. */
@Timeout(120)
public abstract class StatisticsCacheContract {

  private static final String QUESTION = "{\"statistics\":[{\"objectId\":\"VQ_é\ud83d\ude00 \"}]}";
  private static final Figures FIGURES = new Figures("{\"a\":\"é\ud83d\ude00\\n\",\"b\":1.50}");

  private final TenantId tenant = Callbacks.anyTenant();

  /** Returns what is under test. */
  protected abstract StatisticsCache cache();

  /** Returns when everything that was put can be found. */
  protected abstract void settle();

  /** Lets time pass by the cache's clock. */
  protected abstract void pass(Duration time);

  @Test
  void whatWasHeardIsFoundWithItsAge() {
    put(FIGURES);
    pass(Duration.ofMillis(7_001));

    assertThat(cache().find(tenant, QUESTION))
        .contains(new Heard(FIGURES, Duration.ofMillis(7_001)));
  }

  @Test
  void theLastAnswerCounts() {
    put(FIGURES);
    pass(Duration.ofSeconds(1));
    put(new Figures("{}"));

    assertThat(cache().find(tenant, QUESTION))
        .contains(new Heard(new Figures("{}"), Duration.ZERO));
  }

  @Test
  void tenantsAndQuestionsAreKeptApart() {
    put(FIGURES);

    assertThat(cache().find(Callbacks.anyTenant(), QUESTION)).isEmpty();
    assertThat(cache().find(tenant, QUESTION + " ")).isEmpty();
    assertThat(cache().find(tenant, "")).isEmpty();
  }

  @Test
  void nothingOlderThanItsLifeIsFound() {
    put(FIGURES);

    pass(StatisticsCache.LIFE);
    assertThat(cache().find(tenant, QUESTION)).isPresent();
    pass(Duration.ofMillis(1));
    assertThat(cache().find(tenant, QUESTION)).isEmpty();
  }

  private void put(Figures figures) {
    cache().put(tenant, QUESTION, figures);
    settle();
  }
}
