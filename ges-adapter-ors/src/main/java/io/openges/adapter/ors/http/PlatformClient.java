package io.openges.adapter.ors.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends requests to servers of the voice platform within the limits of specification 17: 2 seconds
 * to connect, 5 to answer, a circuit breaker for each server, and no more than 64 at once. Whatever
 * goes wrong is silence, not an exception.
 *
 * <p>Safe for use by many threads at once.
 */
public final class PlatformClient implements AutoCloseable {

  /** The longest a call takes: to connect and to answer. */
  public static final Duration LONGEST_CALL = Duration.ofSeconds(7);

  private static final long MOST_BYTES = 1 << 20;
  private static final int MOST_CALLS = 64;
  static final int SERVER_ERROR = 500;

  private final OkHttpClient http;
  private final LongSupplier nanoTime;
  private final CircuitBreakerRegistry breakers;

  /**
   * Makes a client with connections of its own.
   *
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public PlatformClient(LongSupplier nanoTime) {
    this(nanoTime, Limits.USUAL);
  }

  PlatformClient(LongSupplier nanoTime, Limits limits) {
    this.nanoTime = nanoTime;
    var calls = new Dispatcher();
    calls.setMaxRequests(MOST_CALLS);
    // by default five to a host, which one slow server would fill
    calls.setMaxRequestsPerHost(MOST_CALLS);
    this.http = new OkHttpClient.Builder()
        .dispatcher(calls)
        .connectTimeout(limits.connect())
        .readTimeout(limits.answer())
        .writeTimeout(limits.answer())
        .callTimeout(limits.connect().plus(limits.answer()))
        .followRedirects(false)
        .build();
    this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
        .slidingWindowSize(6)
        .minimumNumberOfCalls(3)
        .waitDurationInOpenState(limits.rest())
        .permittedNumberOfCallsInHalfOpenState(1)
        .build());
  }

  /** Sends a request as {@link #send(Request, Duration, Counts)} does; every failure counts. */
  public CompletableFuture<Optional<Answer>> send(Request request, Duration limit) {
    return send(request, limit, Counts.FAILURES);
  }

  /**
   * Sends a request without waiting.
   *
   * @param limit how long the whole call may take, no more than {@link #LONGEST_CALL}; waiting for
   *     its turn among the 64 counts
   * @param counts what opens the server's breaker; a request of which nothing counts is sent only
   *     while the breaker is closed, for it must not take the place of the one that tries again
   * @return completes with what the server answered, empty if it did not; never exceptionally
   */
  public CompletableFuture<Optional<Answer>> send(Request request, Duration limit, Counts counts) {
    var breaker =
        breakers.circuitBreaker(request.url().host() + ":" + request.url().port());
    boolean closed = breaker.getState() == CircuitBreaker.State.CLOSED;
    if ((counts == Counts.NOTHING && !closed) || !breaker.tryAcquirePermission()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var answer = new CompletableFuture<Optional<Answer>>();
    var call = http.newCall(request);
    if (limit.compareTo(LONGEST_CALL) < 0) {
      call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    call.enqueue(new Listener(new Tally(breaker, counts, nanoTime), answer));
    return answer.completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends a request and waits for the answer, empty if there is none within the limits. */
  public Optional<Answer> ask(Request request, Duration limit, Counts counts) {
    return send(request, limit, counts).join();
  }

  /** Returns how many connections are open, used or kept for the next call. */
  int connections() {
    return http.connectionPool().connectionCount();
  }

  /** Ends all calls and closes all connections. */
  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /**
   * How long things may take.
   *
   * @param connect to connect
   * @param answer to answer
   * @param rest how long a breaker keeps callers away
   */
  record Limits(Duration connect, Duration answer, Duration rest) {

    static final Limits USUAL =
        new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  /** What of a request counts against the server that is asked. */
  public enum Counts {
    /** That it is silent, or answers that it failed. */
    FAILURES,
    /** That it is silent. */
    SILENCE,
    /** Nothing: whoever made up the request may be the reason why it fails. */
    NOTHING
  }

  /**
   * What a server answered. Immutable and thread-safe.
   *
   * @param status the HTTP code
   * @param body at most 1 MiB of text; may be empty
   */
  public record Answer(int status, String body) {

    /** Says whether the code is 2xx. */
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** Says whether the server failed: the code is 5xx. */
    public boolean isFailure() {
      return status >= SERVER_ERROR;
    }
  }

  private static final class Listener implements Callback {

    private final Tally tally;
    private final CompletableFuture<Optional<Answer>> answer;

    Listener(Tally tally, CompletableFuture<Optional<Answer>> answer) {
      this.tally = tally;
      this.answer = answer;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      tally.silent(e);
      answer.complete(Optional.empty());
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        // Peeking reads no more than the bound, whatever length the server claims.
        var body = response.peekBody(MOST_BYTES).string();
        tally.answered(response.code());
        answer.complete(Optional.of(new Answer(response.code(), body)));
      } catch (IOException e) {
        onFailure(call, e);
      }
    }
  }
}
