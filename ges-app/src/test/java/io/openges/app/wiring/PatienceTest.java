package io.openges.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PatienceTest {

  private static final String SERVER = "PostgreSQL at db.example:5432, database ges";

  private final Logger logger = (Logger) LoggerFactory.getLogger(Patience.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Patience patience = new Patience(nanos::get, nanos::addAndGet);

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
  void itTellsWhatItWaitsForAndWhyButNotWithEachAttempt() {
    var attempts = new AtomicInteger();

    var opened = patience.await(SERVER, () -> {
      int attempt = attempts.incrementAndGet();
      if (attempt <= 25) {
        throw silent(new IOException("attempt", new ConnectException("Connection refused")));
      }
      if (attempt <= 27) {
        throw silent(new UnknownHostException("db.example"));
      }
      return "opened";
    });

    assertThat(opened).isEqualTo("opened");
    var refused = "waiting for " + SERVER + ", up to 60 s in all: Connection refused";
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            refused,
            refused,
            refused,
            "waiting for " + SERVER + ", up to 60 s in all: unknown host db.example");
  }

  @Test
  void afterAMinuteItGivesUpWithTheSameWords() {
    assertThatExceptionOfType(DependencyUnavailableException.class)
        .isThrownBy(() -> patience.await(SERVER, () -> {
          throw silent(new ConnectException("Connection refused"));
        }))
        .withMessage("postgresql gave no answer: " + SERVER + ", for 60 s: Connection refused");
    assertThat(log.list).hasSizeLessThan(8);
  }

  private static DependencyUnavailableException silent(IOException cause) {
    return new DependencyUnavailableException(Dependency.POSTGRESQL, "migrate", cause);
  }
}
