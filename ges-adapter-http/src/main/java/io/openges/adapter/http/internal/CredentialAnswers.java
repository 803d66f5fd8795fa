package io.openges.adapter.http.internal;

import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.StatusCode;

/**
 * What is answered alike for credentials of every kind. Stateless. Safe for use by many threads.
 */
final class CredentialAnswers {

  private CredentialAnswers() {}

  /** Returns the refusal of an installation that keeps no secrets. */
  static ProblemException noKey() {
    return ProblemException.of(
        StatusCode.DEPENDENCY_DOWN, "Credentials cannot be stored: GES_SECRET_KEY is not set");
  }
}
