package io.openges.ports.memory;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.statistics.Statistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Figures that somebody sets. Without any, every tenant is one that has registered no credentials.
 * Safe for use by many threads at once.
 */
public final class InMemoryStatistics implements Statistics {

  private final Map<TenantId, UnaryOperator<Outcome>> tenants = new ConcurrentHashMap<>();
  private final Map<String, Outcome> answers = new ConcurrentHashMap<>();
  private final Set<Login> refused = ConcurrentHashMap.newKeySet();
  private volatile boolean isSilent;

  /** Registers the credentials of a tenant. */
  public void register(TenantId tenant, boolean areAccepted) {
    tenants.put(tenant, answer -> areAccepted ? answer : new CredentialsRefused());
  }

  /** Lets nobody in by this login. */
  public void refuse(Login login) {
    refused.add(login);
  }

  /** Sets the answer to a question; every other question is refused. */
  public void say(String question, Outcome answer) {
    answers.put(question, answer);
  }

  /** Makes it answer, or fail. */
  public void answer(boolean doesAnswer) {
    isSilent = !doesAnswer;
  }

  @Override
  public Outcome ask(TenantId tenant, String question) {
    var standing = Optional.ofNullable(tenants.get(tenant));
    if (standing.isEmpty()) {
      return new NoCredentials();
    }
    if (isSilent) {
      throw new DependencyUnavailableException(Dependency.GWS_STATISTICS, "ask");
    }
    return standing.get().apply(answers.getOrDefault(question, new Refused("")));
  }

  @Override
  public boolean accepts(Login login) {
    if (isSilent) {
      throw new DependencyUnavailableException(Dependency.GWS_STATISTICS, "accepts");
    }
    return !refused.contains(login);
  }
}
