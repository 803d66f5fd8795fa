package io.openges.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.openges.ports.memory.InMemoryStoreClock;
import io.openges.ports.testing.MovableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Specification 7.6. */
class ClockCheckTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private final Logger logger = (Logger) LoggerFactory.getLogger(ClockCheck.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final MovableTime own = new MovableTime(START);
  private final MovableTime stores = new MovableTime(START);
  private final AtomicLong nanos = new AtomicLong();
  private Duration way = Duration.ZERO;
  private final InMemoryStoreClock store = new InMemoryStoreClock(stores);
  private final ClockCheck check = new ClockCheck(
      () -> {
        nanos.addAndGet(way.toNanos());
        return store.now();
      },
      own,
      nanos::get);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
  }

  @Test
  void twoSecondsAreNoDifferenceAndAMillisecondMoreIs() {
    own.set(START.plusSeconds(2));
    check.run();
    assertThat(check.finding()).isNull();

    own.set(START.plusMillis(2001));
    check.run();
    assertThat(check.finding()).isEqualTo("this node's clock is 2.0 s ahead of PostgreSQL's");
  }

  @Test
  void aDifferenceIsToldWhenItBeginsAndWhenItEnds() {
    own.set(START.minusMillis(3170));
    check.run();
    check.run();
    own.set(START.minusMillis(4000));
    check.run();
    assertThat(check.finding()).isEqualTo("this node's clock is 4.0 s behind PostgreSQL's");
    own.set(START);
    check.run();
    check.run();

    assertThat(check.finding()).isNull();
    assertThat(log.list).hasSize(2).allMatch(line -> line.getLevel() == Level.WARN);
    assertThat(log.list.get(0).getFormattedMessage())
        .startsWith("this node's clock is 3.1 s behind PostgreSQL's:");
    assertThat(log.list.get(1).getFormattedMessage()).endsWith("again");
  }

  @Test
  void halfOfTheWayThereAndBackIsTakenOff() {
    way = Duration.ofSeconds(1);
    own.set(START.minusMillis(2400));

    // between 1.4 and 2.4 seconds behind
    check.run();
    assertThat(check.finding()).isNull();

    own.set(START.minusMillis(3100));
    check.run();
    assertThat(check.finding()).isEqualTo("this node's clock is 2.6 s behind PostgreSQL's");
  }

  @Test
  void aSlowAnswerChangesNothing() {
    way = Duration.ofSeconds(10);
    check.run();
    assertThat(check.finding()).isNull();

    own.set(START.plusSeconds(60));
    check.run();
    own.set(START.minusSeconds(5));
    check.run();

    assertThat(check.finding()).startsWith("this node's clock is 65.0 s ahead");
  }
}
