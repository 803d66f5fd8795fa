package io.openges.adapter.ors.stream;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Runs scripts on the voice platform's Redis: many in one round trip, within bounded time, behind a
 * circuit breaker. What is run may be run twice when a connection breaks, so it has to be
 * repeatable.
 *
 * <p>Safe for use by many threads at once.
 */
final class VoiceRedis implements AutoCloseable {

  private final VoiceConnections connections;
  private final CircuitBreaker breaker;

  /** Whether the server is thought to know the scripts by their names. */
  private volatile boolean scriptsLoaded;

  VoiceRedis(VoiceConnections connections) {
    this.connections = connections;
    this.breaker = CircuitBreaker.of(
        "orsRedis",
        CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(2)
            .recordExceptions(JedisException.class)
            .build());
  }

  /**
   * Runs the script once for each of {@code runs}, in their order.
   *
   * @param reader tells what an answer means, null for nil; throws an
   *     {@link IllegalArgumentException} if it means nothing
   * @return what was made of each run's answer
   * @throws DependencyUnavailableException if there is no answer of sense to all of them in time;
   *     any of them may have run
   */
  <T> List<T> run(
      String operation,
      LuaScript script,
      List<LuaScript.Run> runs,
      Function<@Nullable Object, T> reader) {
    return guarded(
        operation,
        () -> retryingOnce(() -> understood(() -> {
          var results = new ArrayList<T>(runs.size());
          for (var answer : runAll(script, runs)) {
            results.add(reader.apply(answer));
          }
          return results;
        })));
  }

  /**
   * Asks for a sign of life, even while the circuit breaker keeps others away.
   *
   * @throws DependencyUnavailableException if there is none
   */
  void ping() {
    try {
      retryingOnce(() -> understood(() -> {
        try (var connection = connections.borrow()) {
          return connection.ping();
        }
      }));
    } catch (JedisException e) {
      throw new DependencyUnavailableException(Dependency.ORS_REDIS, "ping", e);
    }
    if (breaker.getState() == CircuitBreaker.State.OPEN) {
      breaker.transitionToHalfOpenState();
    }
  }

  /** Closes all connections; nothing may be asked afterwards. */
  @Override
  public void close() {
    connections.close();
  }

  /**
   * What answers without sense do to the client: it takes them for counts and sizes, and throws
   * what the number leads to, down to the error that no array is as large. It has dropped the
   * connection then.
   */
  private static <T> T understood(Supplier<T> action) {
    try {
      return action.get();
    } catch (JedisException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new JedisException("the answer means nothing: " + e, e);
    }
  }

  private <T> T guarded(String operation, Supplier<T> action) {
    try {
      return breaker.executeSupplier(action);
    } catch (CallNotPermittedException e) {
      throw new DependencyUnavailableException(Dependency.ORS_REDIS, operation);
    } catch (JedisException e) {
      throw new DependencyUnavailableException(Dependency.ORS_REDIS, operation, e);
    }
  }

  /** A connection that was idle while the server restarted or moved is no reason to give up. */
  private <T> T retryingOnce(Supplier<T> action) {
    try {
      return action.get();
    } catch (JedisConnectionException | JedisRedirectionException e) {
      scriptsLoaded = false;
      connections.renew();
      if (e.getCause() instanceof SocketTimeoutException) {
        throw e;
      }
      return action.get();
    } catch (JedisException e) {
      // Such as READONLY: perhaps the server we hold on to has become a replica.
      connections.renew();
      throw e;
    }
  }

  private List<@Nullable Object> runAll(LuaScript script, List<LuaScript.Run> runs) {
    var results = new ArrayList<@Nullable Object>(runs.size());
    var unknown = send(script, runs, results, scriptsLoaded);
    if (!unknown.isEmpty()) {
      var repeated = new ArrayList<@Nullable Object>(unknown.size());
      var again = unknown.stream().map(runs::get).toList();
      if (!send(script, again, repeated, false).isEmpty()) {
        throw new JedisException("the script was dropped while it ran");
      }
      for (int i = 0; i < unknown.size(); i++) {
        results.set(unknown.get(i), repeated.get(i));
      }
    }
    scriptsLoaded = true;
    return results;
  }

  /**
   * Sends the runs in one go, the first with the script's text unless {@code byName}, and returns
   * the indexes of those for which the server did not know the name.
   */
  private List<Integer> send(
      LuaScript script, List<LuaScript.Run> runs, List<@Nullable Object> results, boolean byName) {
    var responses = new ArrayList<Response<Object>>(runs.size());
    try (var pipeline = new Pipeline(connections.borrow(), true)) {
      boolean name = byName;
      for (var run : runs) {
        responses.add(
            name
                ? pipeline.evalsha(script.sha(), run.keys(), run.arguments())
                : pipeline.eval(script.text(), run.keys(), run.arguments()));
        name = true;
      }
      pipeline.sync();
    }
    var unknown = new ArrayList<Integer>();
    for (int i = 0; i < responses.size(); i++) {
      try {
        results.add(responses.get(i).get());
      } catch (JedisNoScriptException e) {
        unknown.add(i);
        results.add(null);
      }
    }
    return unknown;
  }
}
