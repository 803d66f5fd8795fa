package io.openges.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.TimelineEvent;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.testing.Engine;
import io.openges.usecase.queue.BookingsOutOfHours;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Specification 7.5. */
class OutOfHoursTest {

  /** A Tuesday. */
  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");

  private static final Instant EVENING = Instant.parse("2031-03-04T21:00:00Z");

  private final Logger logger = (Logger) LoggerFactory.getLogger(OutOfHours.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Engine engine = Engine.startingAt(START);
  private final CallbackGauges gauges =
      new CallbackGauges(registry, engine.stores().queries(), Map::of);
  private final OutOfHours look = start();

  private OutOfHours start() {
    return new OutOfHours(
        new BookingsOutOfHours(engine.stores().queries()), engine.ges().settings(), gauges);
  }

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
  void whoIsOutsideSinceAChangeOfHoursIsCountedAndNamedOnce() {
    book(START.plusSeconds(3600));
    var late = book(EVENING);
    look.run();
    assertThat(gauge()).isEqualTo("0.0");

    engine.publish(Map.of(Engine.ALWAYS.value(), Engine.row("paris", 5)));
    look.run();
    look.run();

    assertThat(gauge()).isEqualTo("1.0");
    assertThat(told())
        .hasSize(1)
        .allMatch(line -> line.startsWith("1 scheduled callbacks of ")
            && line.contains(late.id().toString()));
  }

  @Test
  void aNodeThatStartsLooksAndWhoIsMovedAwayCountsNoMore() {
    var late = book(EVENING);
    engine.publish(Map.of(Engine.ALWAYS.value(), Engine.row("paris", 5)));
    var other = start();
    other.run();
    assertThat(gauge()).isEqualTo("1.0");
    assertThat(told()).hasSize(1);

    engine
        .ges()
        .callbacks()
        .cancel()
        .cancel(new CancelCallback.Command(
            late, CompletionReason.CANCELLED, TimelineEvent.Actor.CUSTOMER));
    other.run();

    assertThat(gauge()).isEqualTo("0.0");
    assertThat(told()).hasSize(1);
  }

  @Test
  void manyAreReadPageByPageAndTwentyAreNamed() {
    engine.publish(Map.of(Engine.ALWAYS.value(), Engine.row("always", 5000)));
    for (int i = 0; i < 1100; i++) {
      book(EVENING.plus(Duration.ofMinutes(15L * (i % 3))));
    }
    engine.publish(Map.of(Engine.ALWAYS.value(), Engine.row("paris", 5000)));

    var found = new BookingsOutOfHours(engine.stores().queries())
        .find(Engine.TENANT, engine.ges().settings().current(Engine.TENANT).settings());

    assertThat(found.count()).isEqualTo(1100);
    assertThat(found.first()).hasSize(BookingsOutOfHours.MOST_NAMED).doesNotHaveDuplicates();
  }

  private List<String> told() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private String gauge() {
    var series = "ges_bookings_out_of_hours{tenant=\"" + Engine.TENANT + "\"} ";
    return MetricsText.of(registry)
        .lines()
        .filter(line -> line.startsWith(series))
        .map(line -> line.substring(series.length()))
        .findFirst()
        .orElseThrow();
  }

  private CallbackKey book(Instant desired) {
    var outcome = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            Engine.TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of("+33123456789"),
            new BookCallback.When(desired, false),
            BookCallback.Extras.NONE));
    return ((BookCallback.Outcome.Booked) outcome).callback().key();
  }
}
