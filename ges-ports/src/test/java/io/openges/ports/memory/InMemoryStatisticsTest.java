package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.contract.StatisticsContract;
import io.openges.ports.driven.statistics.Statistics;

class InMemoryStatisticsTest extends StatisticsContract {

  private final InMemoryStatistics statistics = new InMemoryStatistics();

  @Override
  protected Statistics statistics() {
    return statistics;
  }

  @Override
  protected void register(TenantId tenant, boolean areAccepted) {
    statistics.register(tenant, areAccepted);
  }

  @Override
  protected void say(String question, Statistics.Figures figures) {
    statistics.say(question, figures);
  }

  @Override
  protected void refuse(String question, Statistics.Refused refusal) {
    statistics.say(question, refusal);
  }

  @Override
  protected void refuse(Statistics.Login login) {
    statistics.refuse(login);
  }

  @Override
  protected void silence() {
    statistics.answer(false);
  }
}
