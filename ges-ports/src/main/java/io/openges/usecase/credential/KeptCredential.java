package io.openges.usecase.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.captcha.CaptchaSite;
import io.openges.domain.push.PushAccount;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.credential.CredentialName;
import io.openges.ports.driving.credential.KeepCredential;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps one kind of credential in the vault. Safe for use by many threads at once.
 *
 * @param <T> the credential
 */
public final class KeptCredential<T> implements KeepCredential<T> {

  private final Vault vault;
  private final String purpose;
  private final Function<T, Map<String, String>> pack;
  private final Function<Map<String, String>, T> unpack;

  private KeptCredential(
      Vault vault,
      String purpose,
      Function<T, Map<String, String>> pack,
      Function<Map<String, String>, T> unpack) {
    this.vault = requireNonNull(vault, "vault");
    this.purpose = purpose;
    this.pack = pack;
    this.unpack = unpack;
  }

  /** Keeps sites at Google reCAPTCHA. */
  public static KeptCredential<CaptchaSite> captcha(Vault vault) {
    return new KeptCredential<>(
        vault,
        "captcha",
        site -> Map.of(
            "kind", site.kind().name(),
            "siteKey", site.siteKey(),
            "secret", site.secret(),
            "minimumScore", Double.toString(site.minimumScore()),
            "enabled", Boolean.toString(site.enabled())),
        fields -> new CaptchaSite(
            CaptchaSite.Kind.valueOf(field(fields, "kind")),
            field(fields, "siteKey"),
            field(fields, "secret"),
            Double.parseDouble(field(fields, "minimumScore")),
            Boolean.parseBoolean(field(fields, "enabled"))));
  }

  /** Keeps service accounts that pushes are sent in the name of. */
  public static KeptCredential<PushAccount> push(Vault vault) {
    return new KeptCredential<>(
        vault,
        "push",
        account -> Map.of(
            "projectId", account.projectId(),
            "clientEmail", account.clientEmail(),
            "privateKey", account.privateKey()),
        fields -> new PushAccount(
            field(fields, "projectId"), field(fields, "clientEmail"), field(fields, "privateKey")));
  }

  @Override
  public Optional<Instant> put(TenantId tenant, T credential) {
    return vault.hasKey()
        ? Optional.of(vault.put(name(tenant), pack.apply(credential)))
        : Optional.empty();
  }

  @Override
  public Optional<T> find(TenantId tenant) {
    return vault.find(name(tenant)).map(unpack);
  }

  @Override
  public Optional<Standing<T>> standing(TenantId tenant) {
    return vault
        .standing(name(tenant))
        .map(standing -> new Standing<>(standing.setAt(), find(tenant).orElse(null)));
  }

  @Override
  public boolean remove(TenantId tenant) {
    return vault.remove(name(tenant));
  }

  private CredentialName name(TenantId tenant) {
    return new CredentialName(tenant, purpose, "site");
  }

  private static String field(Map<String, String> fields, String name) {
    return requireNonNull(fields.get(name), name);
  }
}
