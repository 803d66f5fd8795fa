package io.openges.app.installation;

import io.openges.app.neighbours.gws.ContactCenter;
import io.openges.app.neighbours.gws.GwsOptions;
import io.openges.app.neighbours.gws.GwsPerson;
import io.openges.app.neighbours.gws.SimulatedGws;
import io.openges.app.neighbours.gws.SimulatedGws.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The simulated Genesys services as an installation needs them: they know its first tenant. Safe
 * for use by many threads at once.
 */
public final class GenesysServices implements AutoCloseable {

  /** The page the tenant allows. */
  public static final String ORIGIN = "https://www.example.com";

  private final SimulatedGws services;

  /** Starts them, with the tenant's usual API key. */
  public GenesysServices() {
    this(Servers.key(0));
  }

  /** Starts them, with this API key of the tenant. */
  public GenesysServices(String apiKey) {
    var ccid = Servers.ccid(0);
    var people = new ArrayList<>(GwsPerson.ofEveryRole(ccid));
    people.add(new GwsPerson("u", "p", ccid, 1_000, Set.of(), Set.of()));
    people.add(new GwsPerson("somebody", "hidden-2", ccid, 1_001, Set.of(), Set.of()));
    services = SimulatedGws.start(new GwsOptions(
        new GwsOptions.Client("ges", "secret"),
        false,
        List.of(new ContactCenter(ccid, Set.of(apiKey), Set.of(ORIGIN))),
        people,
        object -> object.length()));
  }

  /** Returns the variables of nodes that use them. */
  public Map<String, String> environment() {
    var address = services.uri().toString();
    return Map.of(
        "GWS_AUTH",
        address,
        "GWS_ENV",
        address,
        "GWS_CONF",
        address,
        "GWS_STATS",
        address,
        "AUTHENTICATION-CLIENT-ID",
        "ges",
        "AUTHENTICATION-CLIENT-SECRET",
        "secret",
        "GES_GWS_CREDENTIALS",
        "{\"" + Servers.ccid(0) + "\":{\"user\":\"u\",\"password\":\"p\"}}");
  }

  /** Returns how often figures were asked for. */
  public int statisticsRequests() {
    return services.questions();
  }

  /** Returns the names of the scripts in Configuration. */
  public List<String> scripts() {
    return services.scripts(Servers.ccid(0));
  }

  /** Adds a script to Configuration. */
  public void addScript(String name) {
    services.addScript(Servers.ccid(0), name);
  }

  /** Lets Environment answer, or fail. */
  public void environmentAnswers(boolean doesAnswer) {
    services.answer(Service.ENVIRONMENT, doesAnswer ? 200 : 500);
  }

  /** Lets Configuration answer, or fail. */
  public void configurationAnswers(boolean doesAnswer) {
    services.answer(Service.CONFIGURATION, doesAnswer ? 200 : 500);
  }

  /** Lets Statistics answer with this HTTP status. */
  public void statisticsAnswers(int status) {
    services.answer(Service.STATISTICS, status);
  }

  /** Returns the user who last asked for a token. */
  public String lastUser() {
    return services.lastUser();
  }

  @Override
  public void close() {
    services.close();
  }
}
