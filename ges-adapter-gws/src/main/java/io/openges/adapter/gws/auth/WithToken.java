package io.openges.adapter.gws.auth;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.gws.GwsService;
import io.openges.ports.driven.DependencyUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Asks a Genesys service with a bearer token, and once more with another one if the one at hand is
 * not accepted any longer. Safe for use by many threads at once.
 */
public final class WithToken {

  /** Token and answer together, so that a caller hears of a failure within 8 s (section 2.12). */
  private static final Duration TOTAL_LIMIT = Duration.ofSeconds(7);

  private static final int UNAUTHORIZED = 401;

  private final GwsService service;
  private final LongSupplier nanoTime;

  /**
   * Makes it without asking anything yet.
   *
   * @param nanoTime elapsed time in nanoseconds, from any start
   */
  public WithToken(GwsService service, LongSupplier nanoTime) {
    this.service = requireNonNull(service, "service");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime");
  }

  /**
   * Sends a GET request.
   *
   * @throws DependencyUnavailableException if there is no useful answer, or no token
   * @throws GrantRefusedException if whoever the token is for may have none
   */
  public <T> T get(
      String operation, HttpUrl url, TokenSource token, GwsService.Reading<T> reading) {
    return ask(operation, new Request.Builder().url(url).build(), token, reading);
  }

  /**
   * Sends a request, to which the token is added.
   *
   * @param operation what is asked for, without any data of a customer
   * @param reading gets the second answer also if that, too, is 401
   * @throws DependencyUnavailableException if there is no useful answer, or no token
   * @throws GrantRefusedException if whoever the token is for may have none
   */
  public <T> T ask(
      String operation, Request request, TokenSource token, GwsService.Reading<T> reading) {
    long end = nanoTime.getAsLong() + TOTAL_LIMIT.toNanos();
    var first = token.value();
    var answered = service.ask(
        operation,
        authorized(request, first),
        timeUntil(end, operation),
        answer -> answer.status() == UNAUTHORIZED
            ? Optional.<T>empty()
            : Optional.of(reading.read(answer)));
    if (answered.isPresent()) {
      return answered.get();
    }
    token.reject(first);
    var second = token.value();
    return service.ask(operation, authorized(request, second), timeUntil(end, operation), reading);
  }

  private Duration timeUntil(long end, String operation) {
    long left = end - nanoTime.getAsLong();
    if (left <= 0) {
      throw new DependencyUnavailableException(
          service.dependency(), operation + ": getting a token took all the time");
    }
    return Duration.ofNanos(left);
  }

  private static Request authorized(Request request, String token) {
    return request
        .newBuilder()
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json")
        .build();
  }
}
