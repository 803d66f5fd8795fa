package io.openges.ports.driven.credential;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;
import java.util.regex.Pattern;

/**
 * What a secret of a tenant is called. Immutable and thread-safe.
 *
 * @param tenant whose secret it is
 * @param purpose what it opens, such as {@code gws}: 1 to 32 of {@code a-z} and {@code -}
 * @param name tells several for one purpose apart, 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 */
public record CredentialName(TenantId tenant, String purpose, String name) {

  private static final Pattern PURPOSE = Pattern.compile("[a-z-]{1,32}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if one has another form
   */
  public CredentialName {
    requireNonNull(tenant, "tenant");
    if (!PURPOSE.matcher(purpose).matches()) {
      throw new IllegalArgumentException("purpose: " + purpose);
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: " + name);
    }
  }
}
