package io.openges.usecase.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driving.statistics.RegisterLogin;
import io.openges.usecase.credential.Vault;
import java.util.Map;
import java.util.Optional;

/** Checks logins and keeps them in the vault. Safe for use by many threads at once. */
public final class RegisterLoginService implements RegisterLogin {

  private static final String USER = "user";
  private static final String PASSWORD = "password";

  private final Statistics statistics;
  private final Vault vault;

  /**
   * Makes the service.
   *
   * @param statistics knows which logins are good
   * @param vault keeps them
   */
  public RegisterLoginService(Statistics statistics, Vault vault) {
    this.statistics = requireNonNull(statistics, "statistics");
    this.vault = requireNonNull(vault, "vault");
  }

  @Override
  public Outcome register(TenantId tenant, Statistics.Login login) {
    if (!vault.hasKey()) {
      return new NoKey();
    }
    if (!statistics.accepts(login)) {
      return new LoginRefused();
    }
    var fields = Map.of(USER, login.user(), PASSWORD, login.password());
    return new Registered(vault.put(name(tenant), fields), true);
  }

  @Override
  public Optional<Registered> standing(TenantId tenant) {
    return vault
        .standing(name(tenant))
        .map(standing -> new Registered(standing.setAt(), standing.isUsable()));
  }

  @Override
  public boolean remove(TenantId tenant) {
    return vault.remove(name(tenant));
  }

  /**
   * Returns the login that a tenant has registered.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if it was never read and cannot
   *     be read now
   */
  public static Optional<Statistics.Login> login(Vault vault, TenantId tenant) {
    return vault
        .find(name(tenant))
        .filter(fields -> fields.containsKey(USER) && fields.containsKey(PASSWORD))
        .map(fields -> new Statistics.Login(
            requireNonNull(fields.get(USER)), requireNonNull(fields.get(PASSWORD))));
  }

  private static CredentialName name(TenantId tenant) {
    return new CredentialName(tenant, "gws", "login");
  }
}
