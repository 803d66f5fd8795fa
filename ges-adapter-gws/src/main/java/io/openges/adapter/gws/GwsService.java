package io.openges.adapter.gws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * One of the Genesys services, asked over HTTP within bounded time, with bounded answers, by a
 * bounded number of callers at once, behind a circuit breaker. A service that is asked too much and
 * says for how long (429 with {@code Retry-After}) is left alone for that time, a minute at most. A
 * request may reach the service twice when a connection breaks, so it has to be repeatable.
 *
 * <p>Safe for use by many threads at once.
 */
public final class GwsService {

  /** How long one request may take from the first byte sent to the last one read. */
  public static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  /** How large an answer may be, in bytes after decompression. */
  public static final int MAX_ANSWER_BYTES = 4 << 20;

  /** How long the circuit breaker keeps callers away before it tries again. */
  public static final Duration REST = Duration.ofSeconds(2);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final int MAX_AT_ONCE = 64;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private static final JsonMapper JSON = new JsonMapper();

  private final Dependency dependency;
  private final HttpUrl base;
  private final Surroundings around;
  private final CircuitBreaker breaker;
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private final Pause pause;

  /**
   * Describes the service without asking it anything.
   *
   * @param dependency which service it is
   * @param base its address, an absolute http or https URL
   * @param around what it shares with the others
   * @throws IllegalArgumentException if the address is no such URL
   */
  public GwsService(Dependency dependency, URI base, Surroundings around) {
    this.dependency = requireNonNull(dependency, "dependency");
    this.base = HttpUrl.get(base.toString());
    this.around = requireNonNull(around, "around");
    this.pause = new Pause(around.time(), around.nanoTime());
    this.breaker = CircuitBreaker.of(
        dependency.label(),
        CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .waitDurationInOpenState(REST)
            .permittedNumberOfCallsInHalfOpenState(2)
            .recordExceptions(IOException.class)
            .ignoreExceptions(RequestRefusedException.class)
            .clock(around.time().withZone(ZoneOffset.UTC))
            .build());
  }

  /**
   * Makes the HTTP client that all services share. It follows no redirects, lest a token be sent
   * elsewhere; its threads are daemons, so that it needs no closing.
   */
  public static OkHttpClient newClient() {
    return new OkHttpClient.Builder()
        .connectTimeout(CONNECT_LIMIT)
        .readTimeout(ANSWER_LIMIT)
        .writeTimeout(ANSWER_LIMIT)
        .callTimeout(ANSWER_LIMIT)
        .followRedirects(false)
        .followSslRedirects(false)
        .build();
  }

  /** Returns which service it is. */
  public Dependency dependency() {
    return dependency;
  }

  /**
   * Returns a URL of the service.
   *
   * @param path relative to the service's address, percent-encoded, such as {@code auth/v3/x}
   */
  public HttpUrl.Builder url(String path) {
    return base.newBuilder().addEncodedPathSegments(path);
  }

  /**
   * Sends the request and returns what {@code reading} makes of the answer.
   *
   * @param operation what is asked for, without any data of a customer
   * @param limit how long it may take, more than 0; {@link #ANSWER_LIMIT} at most
   * @throws DependencyUnavailableException if there is no answer in time, or it is broken; its
   *     cause says why, if the service was asked at all
   */
  public <T> T ask(String operation, Request request, Duration limit, Reading<T> reading) {
    return guarded(operation, () -> observed(operation, request, limit, reading));
  }

  /**
   * Asks for any sign of life, of which the observer hears nothing.
   *
   * @param path a path of the service that is safe to read, percent-encoded
   * @throws DependencyUnavailableException if there is none; a refusal is one
   */
  public void ping(String path) {
    var request = new Request.Builder().url(url(path).build()).build();
    guarded("ping", () -> send(request, ANSWER_LIMIT));
  }

  private <T> T guarded(String operation, Callable<T> action) {
    if (!pause.isOver()) {
      throw new DependencyUnavailableException(dependency, operation + ": asked us to wait");
    }
    if (!places.tryAcquire()) {
      throw new DependencyUnavailableException(dependency, operation + ": too many at once");
    }
    try {
      return breaker.executeCallable(action);
    } catch (CallNotPermittedException resting) {
      throw new DependencyUnavailableException(dependency, operation + ": not asked for now");
    } catch (RuntimeException bug) {
      throw bug;
    } catch (Exception failed) {
      throw new DependencyUnavailableException(dependency, operation, failed);
    } finally {
      places.release();
    }
  }

  private <T> T observed(String operation, Request request, Duration limit, Reading<T> reading)
      throws IOException {
    long start = around.nanoTime().getAsLong();
    try {
      var result = reading.read(send(request, limit));
      around.observer().asked(dependency, since(start), null);
      return result;
    } catch (RequestRefusedException e) {
      around.observer().asked(dependency, since(start), null);
      throw e;
    } catch (IOException e) {
      var failure = new DependencyUnavailableException(dependency, operation, e);
      around.observer().asked(dependency, since(start), failure);
      throw e;
    }
  }

  private Duration since(long start) {
    return Duration.ofNanos(around.nanoTime().getAsLong() - start);
  }

  private Answer send(Request request, Duration limit) throws IOException {
    var call = around.client().newCall(request);
    long nanos = Math.min(limit.toNanos(), ANSWER_LIMIT.toNanos());
    call.timeout().timeout(nanos, TimeUnit.NANOSECONDS);
    try (Response response = call.execute()) {
      int status = response.code();
      boolean isError = status >= 400;
      if (status == TOO_MANY_REQUESTS) {
        pause.heed(response.header("Retry-After"));
      }
      if (status >= SERVER_ERROR
          || status == TOO_MANY_REQUESTS
          || (!isError && !response.isSuccessful())) {
        throw new BrokenAnswerException("answered " + status);
      }
      return new Answer(status, parse(bytes(response.body()), isError));
    }
  }

  private static byte[] bytes(ResponseBody body) throws IOException {
    var source = body.source();
    if (source.request(MAX_ANSWER_BYTES + 1L)) {
      throw new BrokenAnswerException("answered more than " + MAX_ANSWER_BYTES + " bytes");
    }
    return source.readByteArray();
  }

  private static JsonNode parse(byte[] bytes, boolean isLenient) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException malformed) {
      if (isLenient) {
        return MissingNode.getInstance();
      }
      // Without the cause, whose message quotes the answer, and that may be a token.
      throw new BrokenAnswerException("answered something else than JSON");
    }
  }

  /**
   * What all services share.
   *
   * @param client as {@link #newClient} makes it
   * @param time the clock of circuit breakers
   * @param nanoTime elapsed time in nanoseconds, from any start
   * @param observer told of every request
   */
  public record Surroundings(
      OkHttpClient client, InstantSource time, LongSupplier nanoTime, Observer observer) {}

  /** Is told how services answer. Safe for use by many threads at once. */
  @FunctionalInterface
  public interface Observer {

    /**
     * Takes note of a request; must not block or throw.
     *
     * @param took from the first byte sent to the answer read or given up
     * @param failure null if the service answered, be it by a refusal of the request
     */
    void asked(
        Dependency dependency, Duration took, @Nullable DependencyUnavailableException failure);
  }

  /**
   * Makes sense of an answer.
   *
   * @param <T> the sense
   */
  @FunctionalInterface
  public interface Reading<T> {

    /**
     * Makes sense of it.
     *
     * @throws BrokenAnswerException if it makes none
     */
    T read(Answer answer) throws BrokenAnswerException;
  }
}
