package io.openges.adapter.ors.urs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.adapter.ors.http.PlatformClient.Answer;
import io.openges.adapter.ors.http.PlatformClient.Counts;
import io.openges.adapter.ors.urs.UrsWaitTimes.Question;
import io.openges.domain.queue.QueueName;
import io.openges.domain.queue.WaitTime;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Asks the routing servers in the order of their turn until one answers, no longer than one call
 * may take.
 *
 * <p>Safe for use by many threads at once.
 */
final class UrsClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_FOUND = 404;
  private static final int NO_TRAFFIC = -1;
  private static final int NO_AGENTS = -2;

  /** Names that no URL can carry as a segment of its path: they would lead elsewhere. */
  private static final Set<String> NO_SEGMENT = Set.of(".", "..");

  private static final Duration SHORTEST_CALL = Duration.ofMillis(100);

  private final UrsConfig config;
  private final Function<TenantId, Optional<String>> environments;
  private final ServerTurns turns;
  private final PlatformClient client;
  private final LongSupplier nanoTime;

  UrsClient(
      UrsConfig config,
      Function<TenantId, Optional<String>> environments,
      BiFunction<TenantId, QueueName, List<String>> preferred,
      PlatformClient client,
      LongSupplier nanoTime) {
    this.config = config;
    this.turns = new ServerTurns(config, preferred, nanoTime);
    this.environments = environments;
    this.client = client;
    this.nanoTime = nanoTime;
  }

  boolean isConfigured() {
    return !config.addresses().isEmpty();
  }

  /** Returns what the first server says that says anything of use. */
  Heard ask(Question question, Counts counts) {
    if (NO_SEGMENT.contains(question.queue().value())) {
      return new Heard(Optional.of(WaitTime.NO_TRAFFIC), Optional.empty());
    }
    var alive = new AtomicBoolean();
    var addresses = turns.addresses(question.tenant(), question.queue());
    var waitTime = first(
        addresses,
        address -> url(filled(address, question.tenant()), question),
        counts,
        (address, answer) -> {
          boolean answers = answer.filter(it -> !it.isFailure()).isPresent();
          if (answers) {
            alive.set(true);
          }
          if (answers || counts != Counts.NOTHING) {
            turns.note(address, answers);
          }
          return answer.flatMap(UrsClient::waitTime);
        });
    return new Heard(waitTime, Optional.of(alive.get()));
  }

  /**
   * What came of a question.
   *
   * @param waitTime empty if no server said anything of use
   * @param alive whether any server gave an answer that is not a failure of its own; empty if none
   *     was asked
   */
  record Heard(Optional<WaitTime> waitTime, Optional<Boolean> alive) {}

  /** Says whether any server answers; empty if their addresses depend on the tenant. */
  Optional<Boolean> ping() {
    if (config.addresses().isEmpty()
        || config.addresses().stream().anyMatch(address -> address.contains("{"))) {
      return Optional.empty();
    }
    return Optional.of(
        first(config.addresses(), UrsClient::root, Counts.SILENCE, (address, answer) -> answer)
            .isPresent());
  }

  private <T> Optional<T> first(
      List<String> addresses,
      Function<String, Optional<HttpUrl>> url,
      Counts counts,
      BiFunction<String, Optional<Answer>, Optional<T>> meaning) {
    long start = nanoTime.getAsLong();
    for (var address : addresses) {
      var spent = Duration.ofNanos(nanoTime.getAsLong() - start);
      var left = PlatformClient.LONGEST_CALL.minus(spent);
      if (left.compareTo(SHORTEST_CALL) < 0) {
        break;
      }
      var answer = url.apply(address)
          .flatMap(to -> client.ask(new Request.Builder().url(to).build(), left, counts));
      var result = meaning.apply(address, answer);
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }

  private Optional<HttpUrl> url(String address, Question question) {
    var mode = switch (question.method().mode()) {
      case MODE1 -> "urs";
      case MODE2 -> "urs2";
      case MODE3 -> "stat";
    };
    return root(address)
        .map(root -> root.newBuilder()
            .addPathSegments("urs/call/max/lvq")
            .addPathSegment(question.queue().value())
            .addQueryParameter("tenant", filled(config.tenant(), question.tenant()))
            .addQueryParameter("aqt", mode))
        .map(builder ->
            question.method().withHeld() ? builder.addQueryParameter("hold", "true") : builder)
        .map(HttpUrl.Builder::build);
  }

  /** Fills in what depends on the tenant; an unknown environment becomes an empty text. */
  private String filled(String text, TenantId tenant) {
    var filled = text.replace(UrsConfig.CCID, tenant.toString());
    return filled.contains("{environmentId}")
        ? filled.replace("{environmentId}", environment(tenant))
        : filled;
  }

  private String environment(TenantId tenant) {
    try {
      return environments.apply(tenant).orElse("");
    } catch (DependencyUnavailableException unknown) {
      return "";
    }
  }

  /** Returns the URL of a server, empty if the address cannot be one. */
  private static Optional<HttpUrl> root(String address) {
    var withPort = address.matches(".*:[0-9]+") ? address : address + ":" + UrsConfig.DEFAULT_PORT;
    return Optional.ofNullable(HttpUrl.parse("http://" + withPort + "/"));
  }

  private static Optional<WaitTime> waitTime(Answer answer) {
    if (answer.status() == NOT_FOUND) {
      return Optional.of(WaitTime.NO_TRAFFIC);
    }
    if (!answer.isSuccess()) {
      return Optional.empty();
    }
    try {
      var json = JSON.readTree(answer.body());
      return json.isObject() ? Optional.of(waitTime(json.path("ewt"))) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static WaitTime waitTime(JsonNode ewt) {
    double seconds = ewt.asDouble(NO_TRAFFIC);
    if (seconds >= 0) {
      return WaitTime.ofSeconds((int) Math.min(seconds, Integer.MAX_VALUE));
    }
    return seconds == NO_AGENTS ? WaitTime.NO_AGENTS : WaitTime.NO_TRAFFIC;
  }
}
