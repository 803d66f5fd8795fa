package io.openges.ports.driven.statistics;

import static java.util.Objects.requireNonNull;

import io.openges.domain.tenant.TenantId;

/**
 * Driven port: the figures of the contact center, such as calls in a queue, as Genesys Web Services
 * tell them to a user whose credentials the tenant has registered (specification 3.10). Never
 * writes, so asking again is harmless.
 *
 * <p>Safe for use by many threads at once. Every implementation passes {@code StatisticsContract}.
 */
public interface Statistics {

  /**
   * Asks for figures now; nothing is remembered but the right to ask.
   *
   * @param tenant whose figures
   * @param question a JSON object with an array {@code statistics}, passed on as it is
   * @throws io.openges.ports.driven.DependencyUnavailableException if there is no useful answer in
   *     time
   */
  Outcome ask(TenantId tenant, String question);

  /**
   * Says whether a user would be let in; true where nobody is to be asked.
   *
   * @throws io.openges.ports.driven.DependencyUnavailableException if that cannot be found out now
   */
  boolean accepts(Login login);

  /**
   * Who asks in a tenant's name. Immutable and thread-safe.
   *
   * @param user the user's name
   * @param password the password; a secret
   */
  record Login(String user, String password) {

    /** Checks that there are both. */
    public Login {
      requireNonNull(user, "user");
      requireNonNull(password, "password");
    }

    /** Returns nothing of either. */
    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  /** What came of a question. */
  sealed interface Outcome permits Figures, NoCredentials, CredentialsRefused, Refused {}

  /**
   * The figures.
   *
   * @param json a JSON object without duplicate keys, at most {@value #MAX_DEPTH} levels deep
   */
  record Figures(String json) implements Outcome {

    /** Deepest nesting of an answer. */
    public static final int MAX_DEPTH = 30;

    /** Checks that there is an answer. */
    public Figures {
      requireNonNull(json, "json");
    }

    /** Returns how long the answer is. */
    @Override
    public String toString() {
      return "Figures[" + json.length() + " characters]";
    }
  }

  /** The tenant has registered no credentials, so nobody was asked. */
  record NoCredentials() implements Outcome {}

  /** The tenant's credentials are not accepted, or do not suffice. */
  record CredentialsRefused() implements Outcome {}

  /**
   * The question is wrong.
   *
   * @param message what is wrong with it, in the words of who was asked, at most 500 characters;
   *     empty if it gave no reason
   */
  record Refused(String message) implements Outcome {

    /** Checks that there is a message. */
    public Refused {
      requireNonNull(message, "message");
    }
  }
}
