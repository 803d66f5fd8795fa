package io.openges.adapter.gws.configuration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openges.adapter.gws.Answer;
import io.openges.adapter.gws.BrokenAnswerException;
import io.openges.adapter.gws.GwsService;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.access.PersonRights;
import io.openges.ports.driven.access.SignIn.Person;
import io.openges.ports.driven.access.SignIn.UserToken;
import io.openges.ports.driven.queue.QueueProxies.QueueProxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Asks Genesys Configuration for a person's rights with that person's own token (specifications 13
 * and 17.5). All that belongs to one question is answered within 7 seconds. Safe for use by many
 * threads at once.
 */
public final class ConfigurationRights implements PersonRights {

  private static final String OBJECTS = "configuration/v3/objects/";
  private static final Duration TOTAL_LIMIT = Duration.ofSeconds(7);

  private final GwsService service;
  private final LongSupplier nanoTime;

  /**
   * Makes it without asking anything yet.
   *
   * @param service Genesys Configuration
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public ConfigurationRights(GwsService service, LongSupplier nanoTime) {
    this.service = requireNonNull(service, "service");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  @Override
  public Optional<Rights> of(Person person, UserToken token) {
    var asking = new Asking(person, token, nanoTime.getAsLong() + TOTAL_LIMIT.toNanos());
    var itself = service.url(OBJECTS + "persons").addPathSegment(person.dbid()).build();
    var option = asking.ask("a person", itself, answer -> roleOption(answer.data()));
    if (option.isEmpty()) {
      return Optional.empty();
    }
    var groups = asking.ask(
        "access groups of a person",
        ofPerson("access-groups", person),
        answer -> names(answer.data(), "accessGroups"));
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    return asking
        .ask(
            "roles of a person", ofPerson("roles", person), answer -> names(answer.data(), "roles"))
        .map(roles -> new Rights(groups.get(), roles, option.get()));
  }

  @Override
  public Optional<Set<QueueName>> visibleQueues(Person person, UserToken token) {
    var asking = new Asking(person, token, nanoTime.getAsLong() + TOTAL_LIMIT.toNanos());
    return asking.ask(
        "queue objects of a person",
        ScriptProxies.list(service),
        answer -> ScriptProxies.read(answer).stream()
            .map(QueueProxy::queue)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private HttpUrl ofPerson(String objects, Person person) {
    return service
        .url(OBJECTS + objects)
        .addQueryParameter("personDbid", person.dbid())
        .build();
  }

  private static Set<String> names(JsonNode data, String member) throws BrokenAnswerException {
    var list = data.isArray() ? data : data.path(member);
    if (!list.isArray()) {
      throw new BrokenAnswerException("answered without a list of " + member);
    }
    return Answer.elements(list).stream()
        .flatMap(one -> Answer.text(one, "name").stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The section {@code ges} counts, and {@code gms} where there is none. */
  private static Optional<String> roleOption(JsonNode data) {
    var properties = data.path("userProperties");
    return section(properties, "ges")
        .or(() -> section(properties, "gms"))
        .flatMap(options -> entry(options, "role"))
        .flatMap(role -> Answer.text(role, "value"));
  }

  private static Optional<JsonNode> section(JsonNode properties, String key) {
    return entry(properties, key).map(section -> section.path("value"));
  }

  private static Optional<JsonNode> entry(JsonNode list, String key) {
    return Answer.elements(list).stream()
        .filter(one -> one.path("key").asText("").equals(key))
        .findFirst();
  }

  /** One question of a person, which may take several requests. */
  private final class Asking {
    private final Person person;
    private final UserToken token;
    private final long end;

    private Asking(Person person, UserToken token, long end) {
      this.person = person;
      this.token = token;
      this.end = end;
    }

    /** A person who may not ask is no failure of the service. */
    private <T> Optional<T> ask(String operation, HttpUrl url, GwsService.Reading<T> reading) {
      long left = end - nanoTime.getAsLong();
      if (left <= 0) {
        throw new DependencyUnavailableException(
            service.dependency(), operation + ": all the time is used up");
      }
      var request = new Request.Builder()
          .url(url)
          .header("Authorization", "Bearer " + token.value())
          .header("Accept", "application/json")
          .header("ccid", person.tenant().toString())
          .build();
      return service.ask(
          operation,
          request,
          Duration.ofNanos(left),
          answer -> answer.status() == 401 || answer.status() == 403
              ? Optional.<T>empty()
              : Optional.of(reading.read(answer)));
    }
  }
}
