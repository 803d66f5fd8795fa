package io.openges.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.dispatch.CallSubmission;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.memory.InMemoryCallSubmission;
import io.openges.ports.testing.Engine;
import io.openges.ports.testing.Failing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A double that fails when it is told to, as docs/embedding.md shows it. */
class DoubleExampleTest {

  // tag::wish[]
  private final BookCallback.Command wish = new BookCallback.Command(
      Engine.TENANT,
      Engine.ALWAYS,
      Origin.API,
      PhoneNumber.of("+33123456789"),
      BookCallback.When.NOW,
      BookCallback.Extras.NONE);
  // end::wish[]

  @Test
  void aCallbackOutlivesAnOutageOfTheVoicePlatform() {
    // tag::double[]
    var stream = new InMemoryCallSubmission();
    var voice = Failing.of(CallSubmission.class, stream);
    var engine = Engine.startingAt(Instant.parse("2031-03-04T09:00:00Z"), own -> voice.port());

    voice.fail(Dependency.ORS_REDIS);
    var outcome = engine.ges().bookCallback().book(wish);
    engine.dispatch();
    assertThat(outcome).isInstanceOf(BookCallback.Outcome.Booked.class);
    assertThat(stream.entries()).isEmpty();

    voice.heal();
    engine.time().advance(Duration.ofMinutes(1));
    engine.dispatch();
    assertThat(stream.entries()).hasSize(1);
    // end::double[]
  }
}
