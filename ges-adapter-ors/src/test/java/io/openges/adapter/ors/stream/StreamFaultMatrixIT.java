package io.openges.adapter.ors.stream;

import static io.openges.adapter.ors.redis.RedisProcess.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.adapter.ors.redis.RedisProcess;
import io.openges.adapter.ors.redis.RespProxy;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.dispatch.CallSubmission.Entry;
import io.openges.ports.driven.dispatch.CallSubmission.Result;
import java.io.EOFException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question to the voice platform's Redis, and every way in which it gives no answer. */
@NullUnmarked
@Timeout(60)
class StreamFaultMatrixIT {

  private static final String STREAM = "NewCallbackStream";
  private static final int CALLS = 50;

  /** Five failures open the breaker; what breaks off is sent once more, on a new connection. */
  private static final int MOST_COMMANDS = 30;

  private static final int MOST_CONNECTIONS = 8;
  private static final Duration LIMIT = Duration.ofMillis(100);

  private static RedisProcess server;

  private final RespProxy proxy = RespProxy.before(server.port());
  private final StreamCallSubmission submission = new StreamCallSubmission(
      Examples.config(proxy.port(), false, STREAM, 0),
      (tenant, queue) -> List.of(),
      new VoiceConnections.Limits(Duration.ofSeconds(2), LIMIT));

  @BeforeAll
  static void startServer() {
    server = RedisProcess.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @AfterEach
  void close() {
    submission.close();
    await(() -> proxy.open() == 0);
    proxy.close();
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Question.values())
        .flatMap(
            question -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(question, fault)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void aFaultMeansUnavailableAndIsGotOverWithoutASecondEntry(Question question, Fault fault) {
    var key = Examples.anyKey();
    proxy.let(fault.fault);

    for (int i = 0; i < CALLS; i++) {
      assertUnavailable(() -> question.ask(submission, key));
    }

    assertThat(proxy.commands()).as("not every time").isBetween(1, MOST_COMMANDS);
    assertThat(proxy.open()).as("no connection is forgotten").isLessThan(MOST_CONNECTIONS);
    recover();
    await(() -> isAnswered(question, key));
    await(() -> isAnswered(question, key));
    assertThat(entries(key)).isEqualTo(question == Question.SUBMIT ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void noSignOfLifeIsTakenForOne(Fault fault) {
    if (fault == Fault.ANOTHER_ANSWER) {
      return; // any answer is a sign of life
    }
    proxy.let(fault.fault);

    assertUnavailable(submission::ping);

    recover();
  }

  @Test
  void whatWasWrittenBeforeABreakIsNotWrittenAgain() {
    var key = Examples.anyKey();
    var three =
        IntStream.rangeClosed(1, 3).mapToObj(n -> Examples.plain(key, n)).toList();
    proxy.let((command, client) -> {
      client.write(command.ask());
      throw new EOFException("after the first of three");
    });
    assertUnavailable(() -> submission.submit(three));
    recover();

    await(() -> {
      try {
        return submission.submit(three).stream().allMatch(Result.Written.class::isInstance);
      } catch (DependencyUnavailableException notYet) {
        return false;
      }
    });

    assertThat(entries(key)).isEqualTo(3);
  }

  private void recover() {
    proxy.let(RespProxy.Fault.NONE);
    await(() -> {
      try {
        submission.ping();
        return true;
      } catch (DependencyUnavailableException notYet) {
        return false;
      }
    });
  }

  private boolean isAnswered(Question question, CallbackKey key) {
    try {
      assertThat(question.ask(submission, key)).isEqualTo(question.good);
      return true;
    } catch (DependencyUnavailableException notYet) {
      return false;
    }
  }

  private static long entries(CallbackKey key) {
    try (var redis = server.client()) {
      return redis.xrange(STREAM, "-", "+").stream()
          .filter(entry -> key.id().toString().equals(entry.getFields().get("id")))
          .count();
    }
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.dependency()).isEqualTo(Dependency.ORS_REDIS));
  }

  /** Every question, and what a good answer means. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Question {
    SUBMIT(
        (submission, key) ->
            submission.submit(List.of(Examples.plain(key, 1))).get(0).getClass(),
        Result.Written.class),
    REVOKE((submission, key) -> submission.revoke(key, 1, null), Entry.GONE),
    LOOK((submission, key) -> submission.look("1-1"), Entry.GONE),
    ERASE(
        (submission, key) -> {
          submission.erase(key, 1, null);
          return "erased";
        },
        "erased");

    private final BiFunction<StreamCallSubmission, CallbackKey, Object> call;
    private final Object good;

    Question(BiFunction<StreamCallSubmission, CallbackKey, Object> call, Object good) {
      this.call = call;
      this.good = good;
    }

    Object ask(StreamCallSubmission submission, CallbackKey key) {
      return call.apply(submission, key);
    }
  }

  /** What may become of an answer; the first four have the command done all the same. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Fault {
    LATE((command, client) -> {
      var answer = command.ask();
      LockSupport.parkNanos(LIMIT.multipliedBy(4).toNanos());
      client.write(answer);
    }),
    HALF_OPEN((command, client) -> command.ask()),
    CUT((command, client) -> {
      command.ask();
      throw new EOFException("cut");
    }),
    TORN((command, client) -> {
      var answer = command.ask();
      client.write(answer, 0, answer.length / 2);
      throw new EOFException("torn");
    }),
    READONLY("-READONLY You can't write against a read only replica."),
    OOM("-OOM command not allowed when used memory > 'maxmemory'."),
    LOADING("-LOADING Redis is loading the dataset in memory"),
    NOAUTH("-NOAUTH Authentication required."),
    MISCONF("-MISCONF Redis is configured to save RDB snapshots, but it's unable to persist"),
    NO_TYPE("?what"),
    NO_LENGTH("$-7"),
    OVERSIZED_TEXT("$2147483647"),
    OVERSIZED_LIST("*2147483647"),
    ANOTHER_ANSWER("+OK");

    private final RespProxy.Fault fault;

    Fault(RespProxy.Fault fault) {
      this.fault = fault;
    }

    /**
     * Answers by this line. What is no answer at all comes after the greeting: of a connection that
     * does not get that far the client library lets go only with the next collection of garbage.
     */
    Fault(String line) {
      this((command, client) -> client.write(
          command.isGreeting() && !line.startsWith("-")
              ? command.ask()
              : (line + "\r\n").getBytes(US_ASCII)));
    }
  }
}
