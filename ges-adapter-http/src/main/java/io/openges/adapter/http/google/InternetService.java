package io.openges.adapter.http.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One service on the internet at one address: asked within bounded time, by a bounded number of
 * callers at once, with bounded answers, behind a circuit breaker. It sends nothing twice, and
 * follows no redirects, so that nothing is ever sent to another host than the one configured. Safe
 * for use by many threads at once.
 */
final class InternetService {

  private static final long MAX_ANSWER_BYTES = 1 << 20;
  private static final int MAX_AT_ONCE = 64;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpUrl address;
  private final Duration limit;
  private final OkHttpClient client;
  private final CircuitBreaker breaker;
  private final Semaphore places = new Semaphore(MAX_AT_ONCE);

  /**
   * Describes the service without asking it anything.
   *
   * @param address an absolute http or https URL
   * @param limit how long a request may take
   * @param egress the way there
   * @throws IllegalArgumentException if the address is no such URL
   */
  InternetService(URI address, Duration limit, Egress egress) {
    this.address = HttpUrl.get(address.toString());
    this.limit = limit;
    var building = new OkHttpClient.Builder()
        .connectTimeout(CONNECT_LIMIT.compareTo(limit) < 0 ? CONNECT_LIMIT : limit)
        .callTimeout(limit)
        .readTimeout(limit)
        .writeTimeout(limit)
        .retryOnConnectionFailure(false)
        .addNetworkInterceptor(InternetService::noteSending)
        .followRedirects(false)
        .followSslRedirects(false);
    egress.apply(building, this.address);
    this.client = building.build();
    this.breaker = CircuitBreaker.of(
        this.address.host(),
        CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(2)
            .recordExceptions(IOException.class)
            .build());
  }

  /** Returns the address, to make a URL from. */
  HttpUrl address() {
    return address;
  }

  /**
   * Sends a request and returns the answer, whatever its status.
   *
   * @throws UnansweredException if it was sent, at least in part, and nobody knows what came of it
   * @throws IOException if there is no answer for any other reason: nothing was sent; no message
   *     names a secret
   */
  Answer ask(Request request) throws IOException {
    return ask(request, limit);
  }

  /** Does the same within {@code most}, if that is less than the service may take. */
  Answer ask(Request request, Duration most) throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("too many at once");
    }
    try {
      breaker.acquirePermission();
    } catch (CallNotPermittedException resting) {
      places.release();
      throw new IOException("not asked for now", resting);
    }
    long start = breaker.getCurrentTimestamp();
    try {
      var answer = send(request, most.compareTo(limit) < 0 ? most : limit);
      if (answer.status() >= SERVER_ERROR) {
        breaker.onError(since(start), breaker.getTimestampUnit(), new IOException("failed"));
      } else {
        breaker.onSuccess(since(start), breaker.getTimestampUnit());
      }
      return answer;
    } catch (IOException | RuntimeException failed) {
      breaker.onError(since(start), breaker.getTimestampUnit(), failed);
      throw failed;
    } finally {
      places.release();
    }
  }

  private long since(long start) {
    return breaker.getCurrentTimestamp() - start;
  }

  private Answer send(Request request, Duration most) throws IOException {
    var sending = new AtomicBoolean();
    try {
      return receive(request.newBuilder().tag(AtomicBoolean.class, sending).build(), most);
    } catch (IOException e) {
      throw sending.get() ? new UnansweredException(e) : e;
    }
  }

  /** Runs once there is a connection, before anything of the request is sent on it. */
  private static Response noteSending(Interceptor.Chain chain) throws IOException {
    var sending = chain.request().tag(AtomicBoolean.class);
    if (sending != null) {
      sending.set(true);
    }
    return chain.proceed(chain.request());
  }

  private Answer receive(Request request, Duration most) throws IOException {
    var call = client.newCall(request);
    call.timeout().timeout(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      var source = response.body().source();
      if (source.request(MAX_ANSWER_BYTES + 1)) {
        throw new IOException("answered more than " + MAX_ANSWER_BYTES + " bytes");
      }
      return new Answer(
          response.code(), parse(source.readByteArray()), response.header("Retry-After"));
    }
  }

  private static JsonNode parse(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException malformed) {
      return MissingNode.getInstance();
    }
  }

  /** Something was sent, and nobody knows what came of it; to send it again may do it twice. */
  static final class UnansweredException extends IOException {
    private static final long serialVersionUID = 1;

    UnansweredException(IOException cause) {
      super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
  }

  /**
   * What the service answered. Immutable as long as nobody changes the body.
   *
   * @param status the HTTP status
   * @param body its JSON, a missing node if it is none
   * @param retryAfter the header of that name, null if there is none
   */
  record Answer(int status, JsonNode body, @Nullable String retryAfter) {

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** Says whether asking again may help. */
    boolean isTransient() {
      return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
    }
  }
}
