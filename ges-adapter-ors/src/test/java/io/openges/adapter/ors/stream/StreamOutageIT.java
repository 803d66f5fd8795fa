package io.openges.adapter.ors.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.ors.redis.RedisProcess;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamOutageIT {

  private static final String STREAM = "NewCallbackStream";

  private final RedisProcess server = RedisProcess.start();
  private final StreamCallSubmission submission = new StreamCallSubmission(
      Examples.config(server.port(), false, STREAM, 1000),
      (tenant, queue) -> List.of(),
      new VoiceConnections.Limits(Duration.ofMillis(500), Duration.ofMillis(500)));

  @AfterEach
  void stop() {
    submission.close();
    server.close();
  }

  @Test
  void aServerThatDoesNotAnswerIsUnavailable() {
    submit(1);
    server.pause();

    assertUnavailable(() -> submit(2));
    assertUnavailable(() -> submission.revoke(Examples.KEY, 1, null));
    assertUnavailable(() -> submission.look("1-1"));
    assertUnavailable(submission::ping);
  }

  @Test
  void anEntryWrittenWhileNobodyWaitedForItIsNotWrittenAgain() {
    submit(1);
    server.pause();
    assertUnavailable(() -> submit(2));
    server.resume();

    submit(2);

    try (var redis = server.client()) {
      assertThat(redis.xlen(STREAM)).isEqualTo(2);
    }
  }

  @Test
  void aServerThatWasKilledIsUnavailableUntilItIsBack() {
    submit(1);
    server.kill();
    for (int i = 0; i < 20; i++) {
      assertUnavailable(() -> submit(2));
    }
    server.restart();

    // The circuit breaker lets nobody through for two seconds, or until a ping succeeds.
    submission.ping();

    assertThat(submit(2).first()).isTrue();
  }

  @Test
  void aRestartBetweenTwoSubmissionsIsNotNoticed() {
    submit(1);
    server.restart();

    assertThat(submit(2).first()).isTrue();
  }

  @Test
  void aServerThatCannotWriteIsUnavailable() {
    try (var redis = server.client()) {
      redis.configSet("maxmemory", "1");
      redis.configSet("maxmemory-policy", "noeviction");

      assertUnavailable(() -> submit(1));

      redis.configSet("maxmemory", "0");
      assertThat(submit(1).first()).isTrue();
    }
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    server.kill();
    for (var cluster : List.of(false, true)) {
      try (var absent =
          new StreamCallSubmission(Examples.config(server.port(), cluster, STREAM, 1000))) {
        assertUnavailable(() -> absent.submit(List.of(Examples.plain())));
        assertUnavailable(absent::ping);
      }
    }
  }

  private Result.Written submit(int attempt) {
    return (Result.Written)
        submission.submit(List.of(Examples.plain(Examples.KEY, attempt))).get(0);
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.ORS_REDIS));
  }
}
