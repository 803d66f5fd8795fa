package io.openges.domain.push;

import static java.util.Objects.requireNonNull;

/**
 * A tenant's service account at Firebase (specification 15.1). Immutable and thread-safe.
 *
 * @param projectId the Firebase project
 * @param clientEmail names the account
 * @param privateKey PEM of PKCS #8; a secret
 */
public record PushAccount(String projectId, String clientEmail, String privateKey) {

  /** Checks that every part is there. */
  public PushAccount {
    requireNonNull(projectId, "projectId");
    requireNonNull(clientEmail, "clientEmail");
    requireNonNull(privateKey, "privateKey");
  }

  /** Returns nothing of the key. */
  @Override
  public String toString() {
    return "PushAccount[" + projectId + ", " + clientEmail + "]";
  }
}
