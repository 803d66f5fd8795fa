package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.TimelineEvent;
import io.openges.domain.callback.TimelineEvent.Actor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

  private static final Instant AT = Instant.ofEpochMilli(1_763_712_000_123L);

  @Test
  void aLineIsShort() {
    var booked = new TimelineEvent(AT, Actor.CUSTOMER, null, CallbackState.SCHEDULED, 1, null);
    var submitted = new TimelineEvent(
        AT, Actor.GES, CallbackState.SCHEDULED, CallbackState.QUEUED, 2, "SUBMITTED");

    assertThat(Timeline.write(List.of(booked, submitted)))
        .isEqualTo("1763712000123|C|>S|1|\n1763712000123|G|S>Q|2|SUBMITTED\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "\\", "\\\\", "\n", "\r\n", "\\n", "a|b|c", "|", "é 😀", " "})
  void anyNoteComesBack(String note) {
    var event =
        new TimelineEvent(AT, Actor.ORS, CallbackState.QUEUED, CallbackState.ROUTING, 1, note);

    assertThat(Timeline.read(Timeline.write(List.of(event, event)))).containsExactly(event, event);
  }

  @Test
  void noEventsAreNoText() {
    assertThat(Timeline.write(List.of())).isEmpty();
    assertThat(Timeline.read("")).isEmpty();
  }
}
