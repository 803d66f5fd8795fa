package io.openges.app.neighbours.gws;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Whom and what the simulated services know. Immutable; thread-safe like the figures.
 *
 * @param client what GES is to Authentication
 * @param foreignTokens whether tokens that this Authentication has not issued are those of GES,
 *     because another one issues them
 * @param contactCenters what Environment knows
 * @param people whom Authentication lets in
 * @param figures tells the figure of an object, such as how many wait in a queue; must not block
 */
public record GwsOptions(
    Client client,
    boolean foreignTokens,
    List<ContactCenter> contactCenters,
    List<GwsPerson> people,
    ToIntFunction<String> figures) {

  /** Copies the lists. */
  public GwsOptions {
    requireNonNull(client, "client");
    requireNonNull(figures, "figures");
    contactCenters = List.copyOf(contactCenters);
    people = List.copyOf(people);
  }

  /**
   * A client of OAuth 2.
   *
   * @param id its name
   * @param secret its password; never printed
   */
  public record Client(String id, String secret) {

    /** Returns all but the secret. */
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }
}
