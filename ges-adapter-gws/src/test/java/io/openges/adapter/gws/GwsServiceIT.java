package io.openges.adapter.gws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GwsServiceIT {

  private final Genesys genesys = new Genesys();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final GwsService service = genesys.service(
      Dependency.GWS_ENVIRONMENT,
      (dependency, took, failure) -> seen.add(failure == null ? "answer" : "failure"));

  @AfterEach
  void stop() {
    genesys.close();
  }

  @Test
  void unknownFieldsAndEmptyAnswersAreTolerated() {
    genesys.answerNext(Genesys.json(200, "{\"data\":{\"x\":1},\"new\":[{}]}"));
    assertThat(ask()).isEqualTo("{\"x\":1}");

    genesys.answerNext(Genesys.json(200, ""));
    assertThat(ask()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403, 429, 500, 503})
  void failuresOfTheServiceAreUnavailability(int status) {
    genesys.answerNext(Genesys.json(status, "{}"));

    assertThatUnavailable("answered " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>", "{\"data\":{", "{\"data\":{\"access_token\":secret}}", "{\"data\":nul"})
  void whatIsNotJsonIsUnavailabilityAndIsNotQuoted(String body) {
    genesys.answerNext(Genesys.json(200, body));

    assertThatUnavailable("answered something else than JSON");
  }

  @Test
  void anEnvelopeThatSaysFailureIsUnavailability() {
    genesys.answerNext(Genesys.json(200, "{\"status\":{\"code\":9}}"));

    assertThatUnavailable("answered 200 with code 9");
  }

  @Test
  void aConnectionThatBreaksIsUnavailability() {
    // OkHttp tries a second time by itself.
    genesys.answerNext(Genesys.reset());
    genesys.answerNext(Genesys.reset());

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(this::ask)
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void aSlowAnswerIsUnavailability() {
    genesys.answerNext(Genesys.stall());

    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> ask(Duration.ofMillis(200)))
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void anAnswerMayNotBeEndless() {
    genesys.answerNext(Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES - 2) + "{}"));
    assertThat(ask()).isEmpty();

    genesys.answerNext(Genesys.json(200, " ".repeat(GwsService.MAX_ANSWER_BYTES - 1) + "{}"));
    assertThatUnavailable("answered more than " + GwsService.MAX_ANSWER_BYTES + " bytes");
  }

  @Test
  void aServiceThatFailsIsLeftAloneAndThenTriedAgain() {
    for (int i = 0; i < 5; i++) {
      genesys.answerNext(Genesys.json(500, "{}"));
      assertThatUnavailable("answered 500");
    }
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(this::ask)
        .withNoCause();
    assertThat(genesys.requests()).isEqualTo(5);

    genesys.pass(GwsService.REST.plusMillis(1));
    for (int i = 0; i < 5; i++) {
      genesys.answerNext(Genesys.json(200, "{\"data\":1}"));
      assertThat(ask()).isEqualTo("1");
    }
  }

  @Test
  void aServiceThatWishesToBeLeftAloneIs() {
    genesys.answerNext(
        new MockResponse.Builder().code(429).addHeader("Retry-After", "30").build());
    assertThatUnavailable("answered 429");
    genesys.pass(Duration.ofSeconds(30).minusNanos(1));
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(this::ask)
        .withNoCause();
    assertThat(genesys.requests()).isEqualTo(1);

    genesys.pass(Duration.ofNanos(1));
    genesys.answerNext(Genesys.json(200, "{\"data\":1}"));
    assertThat(ask()).isEqualTo("1");
  }

  @Test
  void requestsThatAreRefusedDoNotShutTheServiceOff() {
    for (int i = 0; i < 20; i++) {
      genesys.answerNext(new MockResponse.Builder().code(400).body("<html>").build());
      assertThatUnavailable("answered 400");
    }

    assertThat(genesys.requests()).isEqualTo(20);
  }

  @Test
  void theObserverHearsOfEveryRequestThatWasSent() {
    genesys.answerNext(Genesys.json(400, "{}"));
    assertThatUnavailable("answered 400");
    for (int i = 0; i < 5; i++) {
      genesys.answerNext(Genesys.json(500, "{}"));
      assertThatUnavailable("answered 500");
    }
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(this::ask);

    assertThat(seen)
        .containsExactly("answer", "failure", "failure", "failure", "failure", "failure");
  }

  @Test
  void aRefusalIsASignOfLifeAndAFailureIsNone() {
    genesys.answerNext(Genesys.json(401, ""));
    service.ping("x");
    genesys.answerNext(Genesys.json(503, ""));
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> service.ping("x"));

    assertThat(seen).isEmpty();
  }

  private void assertThatUnavailable(String why) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(this::ask)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.GWS_ENVIRONMENT))
        .havingCause()
        .isInstanceOf(IOException.class)
        .withNoCause()
        .withMessageStartingWith(why);
  }

  private String ask() {
    return ask(GwsService.ANSWER_LIMIT);
  }

  private String ask(Duration limit) {
    var request = new Request.Builder().url(service.url("x/y").build()).build();
    return service.ask("test", request, limit, answer -> answer.data().toString());
  }
}
