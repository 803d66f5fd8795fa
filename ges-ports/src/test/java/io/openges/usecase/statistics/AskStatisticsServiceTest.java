package io.openges.usecase.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driven.statistics.Statistics.Figures;
import io.openges.ports.driven.statistics.Statistics.Outcome;
import io.openges.ports.driven.statistics.Statistics.Refused;
import io.openges.ports.driven.statistics.StatisticsCache;
import io.openges.ports.driving.statistics.AskStatistics;
import io.openges.ports.driving.statistics.AskStatistics.Question;
import io.openges.ports.memory.InMemoryStatistics;
import io.openges.ports.memory.InMemoryStatisticsCache;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AskStatisticsServiceTest {

  private static final String BODY = "{\"statistics\":[{}]}";
  private static final int CALLERS = 8;

  private final MovableTime time = new MovableTime(Instant.parse("2031-03-04T05:06:07Z"));
  private final InMemoryStatistics source = new InMemoryStatistics();
  private final AtomicInteger asked = new AtomicInteger();
  private final AskStatisticsService service =
      new AskStatisticsService(new Counting(), new Forgetful(), time);
  private final TenantId tenant = Callbacks.anyTenant();

  private volatile CountDownLatch gate = new CountDownLatch(0);

  @Test
  void theSameQuestionIsAskedOnceWithinFifteenSeconds() {
    say(BODY, "{\"a\":1}");
    assertThat(ask(0)).isEqualTo(new Figures("{\"a\":1}"));
    say(BODY, "{\"a\":2}");

    time.advance(Duration.ofSeconds(15));
    assertThat(ask(5)).isEqualTo(new Figures("{\"a\":1}"));
    time.advance(Duration.ofMillis(1));
    assertThat(ask(15)).isEqualTo(new Figures("{\"a\":2}"));
    assertThat(asked).hasValue(2);
  }

  @Test
  void callersMayTakeOlderAnswersUpToFiveMinutes() {
    say(BODY, "{}");
    ask(0);

    time.advance(Duration.ofMinutes(5));
    ask(300);
    assertThat(asked).hasValue(1);
    time.advance(Duration.ofMillis(1));
    ask(100_000);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatIsYoungEnoughServesWhileNobodyAnswers() {
    say(BODY, "{}");
    ask(0);
    source.answer(false);

    time.advance(Duration.ofSeconds(10));
    assertThat(ask(0)).isEqualTo(new Figures("{}"));
    time.advance(Duration.ofSeconds(6));
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(() -> ask(0));
    assertThat(ask(20)).isEqualTo(new Figures("{}"));
  }

  @Test
  void otherQuestionsAndOtherTenantsAreAskedApart() {
    say(BODY, "{}");
    ask(0);
    say(BODY + " ", "{}");
    service.ask(new Question(tenant, BODY + " ", Duration.ZERO));
    var other = Callbacks.anyTenant();
    source.register(other, false);

    assertThat(service.ask(new Question(other, BODY, Duration.ZERO)))
        .isEqualTo(new Statistics.CredentialsRefused());
    assertThat(asked).hasValue(3);
  }

  @Test
  void refusalsAreNotKept() {
    source.register(tenant, true);
    assertThat(ask(300)).isEqualTo(new Refused(""));

    say(BODY, "{}");
    assertThat(ask(300)).isEqualTo(new Figures("{}"));
  }

  @Test
  void aClockThatIsSetBackMakesAnswersOld() {
    say(BODY, "{}");
    ask(0);

    time.advance(Duration.ofSeconds(-1));
    ask(300);

    assertThat(asked).hasValue(2);
  }

  @Test
  void theOldestAnswersMakeRoom() {
    var long1 = "\"" + "x".repeat((int) KeptFigures.MAX_CHARACTERS / 2) + "\"";
    for (int i = 0; i < 3; i++) {
      say(BODY + i, long1);
      service.ask(new Question(tenant, BODY + i, Duration.ZERO));
    }

    service.ask(new Question(tenant, BODY + 2, Duration.ZERO));
    assertThat(asked).hasValue(3);
    service.ask(new Question(tenant, BODY + 0, Duration.ZERO));
    assertThat(asked).hasValue(4);
  }

  @Test
  void callersThatAskTheSameAtOnceShareOneQuestion() throws Exception {
    say(BODY, "{}");
    gate = new CountDownLatch(1);
    var threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<Outcome>> answers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        answers.add(threads.submit(() -> ask(0)));
      }
      gate.countDown();

      for (var answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(new Figures("{}"));
      }
      assertThat(asked).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aFailureIsSharedAndThenForgotten() throws Exception {
    say(BODY, "{}");
    source.answer(false);
    assertThatExceptionOfType(DependencyUnavailableException.class).isThrownBy(() -> ask(0));
    source.answer(true);

    assertThat(ask(0)).isEqualTo(new Figures("{}"));
  }

  @Test
  void whatOneNodeHeardServesTheOthersByItsAge() {
    var shared = new InMemoryStatisticsCache(time);
    var one = new AskStatisticsService(new Counting(), shared, time);
    var two = new AskStatisticsService(new Counting(), shared, time);
    var question = new Question(tenant, BODY, Duration.ZERO);
    say(BODY, "{\"a\":1}");
    one.ask(question);
    source.answer(false);

    time.advance(Duration.ofSeconds(10));
    assertThat(two.ask(question)).isEqualTo(new Figures("{\"a\":1}"));
    time.advance(Duration.ofMillis(5_001));
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> two.ask(question));
    assertThat(two.ask(new Question(tenant, BODY, Duration.ofSeconds(16))))
        .isEqualTo(new Figures("{\"a\":1}"));
    assertThat(asked).hasValue(2);
  }

  @Test
  void nothingThatOthersHeardOutlivesItsLife() {
    var shared = new InMemoryStatisticsCache(time);
    var one = new AskStatisticsService(new Counting(), shared, time);
    say(BODY, "{\"a\":1}");
    one.ask(new Question(tenant, BODY, Duration.ZERO));

    time.advance(Duration.ofMinutes(5));
    time.advance(Duration.ofMillis(1));
    assertThat(new AskStatisticsService(new Counting(), shared, time)
            .ask(new Question(tenant, BODY, AskStatistics.LIFE)))
        .isEqualTo(new Figures("{\"a\":1}"));
    assertThat(asked).as("nothing outlives its life").hasValue(2);
  }

  private Outcome ask(int maxAge) {
    return service.ask(new Question(tenant, BODY, Duration.ofSeconds(maxAge)));
  }

  private void say(String body, String json) {
    source.register(tenant, true);
    source.say(body, new Figures(json));
  }

  /** The source, which counts and may be made to wait. */
  private final class Counting implements Statistics {

    @Override
    public Outcome ask(TenantId whose, String question) {
      asked.incrementAndGet();
      try {
        assertThat(gate.await(4, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return source.ask(whose, question);
    }

    @Override
    public boolean accepts(Login login) {
      return source.accepts(login);
    }
  }

  /** Other nodes that cannot be reached. */
  private static final class Forgetful implements StatisticsCache {

    @Override
    public Optional<Heard> find(TenantId whose, String question) {
      return Optional.empty();
    }

    @Override
    public void put(TenantId whose, String question, Figures figures) {}
  }
}
