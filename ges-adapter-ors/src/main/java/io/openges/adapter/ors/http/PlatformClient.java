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
  private static final int SERVER_ERROR = 500;

  private final OkHttpClient http;
  private final LongSupplier nanoTime;
  private final CircuitBreakerRegistry breakers;

  /**
   * Makes a client with connections of its own.
   *
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public PlatformClient(LongSupplier nanoTime) {
    this(nanoTime, Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  PlatformClient(LongSupplier nanoTime, Duration connect, Duration answer) {
    this.nanoTime = nanoTime;
    var calls = new Dispatcher();
    calls.setMaxRequests(MOST_CALLS);
    // by default five to a host, which one slow server would fill
    calls.setMaxRequestsPerHost(MOST_CALLS);
    this.http = new OkHttpClient.Builder()
        .dispatcher(calls)
        .connectTimeout(connect)
        .readTimeout(answer)
        .writeTimeout(answer)
        .callTimeout(connect.plus(answer))
        .followRedirects(false)
        .build();
    this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
        .slidingWindowSize(6)
        .minimumNumberOfCalls(3)
        .waitDurationInOpenState(Duration.ofSeconds(5))
        .permittedNumberOfCallsInHalfOpenState(1)
        .build());
  }

  /**
   * Sends a request without waiting.
   *
   * @param limit how long the whole call may take, no more than {@link #LONGEST_CALL}; waiting for
   *     its turn among the 64 counts
   * @return completes with what the server answered, empty if it did not; never exceptionally
   */
  public CompletableFuture<Optional<Answer>> send(Request request, Duration limit) {
    var breaker =
        breakers.circuitBreaker(request.url().host() + ":" + request.url().port());
    if (!breaker.tryAcquirePermission()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var answer = new CompletableFuture<Optional<Answer>>();
    var call = http.newCall(request);
    if (limit.compareTo(LONGEST_CALL) < 0) {
      call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    call.enqueue(new Listener(breaker, answer, nanoTime.getAsLong()));
    return answer.completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends a request and waits for the answer, empty if there is none within the limits. */
  public Optional<Answer> ask(Request request, Duration limit) {
    return send(request, limit).join();
  }

  /** Ends all calls and closes all connections. */
  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
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
  }

  private final class Listener implements Callback {

    private final CircuitBreaker breaker;
    private final CompletableFuture<Optional<Answer>> answer;
    private final long start;

    Listener(CircuitBreaker breaker, CompletableFuture<Optional<Answer>> answer, long start) {
      this.breaker = breaker;
      this.answer = answer;
      this.start = start;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      breaker.onError(nanoTime.getAsLong() - start, TimeUnit.NANOSECONDS, e);
      answer.complete(Optional.empty());
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        // Peeking reads no more than the bound, whatever length the server claims.
        var body = response.peekBody(MOST_BYTES).string();
        long took = nanoTime.getAsLong() - start;
        if (response.code() >= SERVER_ERROR) {
          var failure = new IOException("HTTP " + response.code());
          breaker.onError(took, TimeUnit.NANOSECONDS, failure);
        } else {
          breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
        answer.complete(Optional.of(new Answer(response.code(), body)));
      } catch (IOException e) {
        onFailure(call, e);
      }
    }
  }
}
