package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.PushTarget;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.callback.Transition;
import io.openges.domain.callback.Transitions;
import io.openges.domain.push.PushEvent;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driving.push.SendPush;
import io.openges.usecase.push.PushNotice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What devices are told of callbacks. */
class PushTest extends PushScene {

  @Test
  void customersAreToldWhatOthersDo() {
    var callback = book("device");

    announcer.committed(cancelled(callback, CompletionReason.CANCELLED, Actor.CUSTOMER));
    assertThat(events()).isEmpty();
    announcer.committed(
        cancelled(callback, CompletionReason.CANCELLED_BY_OPERATOR, Actor.OPERATOR));
    announcer.committed(cancelled(callback, CompletionReason.SUBMIT_FAILED, Actor.GES));
    announcer.committed(cancelled(callback, CompletionReason.AGENT_CONNECTED, Actor.ORS));
    assertThat(events()).containsExactly("CALLBACK_CANCELLED", "CALLBACK_FAILED");
  }

  @Test
  void aDeviceThatIsNotReachedAnyMoreIsDropped() {
    var callback = book("gone", "here");
    devices.answer("gone", Result.UNREGISTERED);

    assertThat(send(callback)).contains(SendPush.Outcome.PUSH_SENT);

    var notice = new PushNotice(
        callback.key(),
        callback.booking().details().pushTargets(),
        PushEvent.CALLBACK_FAILED,
        Map.of());
    assertThat(delivery.devices(notice)).extracting(PushTarget::target).containsExactly("here");
  }

  @Test
  void whatIsAskedForIsSentOrNot() {
    assertThat(send(book())).contains(SendPush.Outcome.NO_TARGET);
    var callback = book("device");
    devices.answer("device", Result.REFUSED);
    assertThat(send(callback)).contains(SendPush.Outcome.PUSH_SEND_ERROR);
  }

  @Test
  void ofAnAttemptThatIsOverNobodyIsTold() {
    var callback = book("device");

    assertThat(send(callback, 2)).contains(SendPush.Outcome.PUSH_SEND_ERROR);
    assertThat(devices.sent()).isEmpty();
    assertThat(send(callback, 1)).contains(SendPush.Outcome.PUSH_SENT);
  }

  private List<String> events() {
    return devices.sent().stream().map(message -> message.data().get("event")).toList();
  }

  private static Transition.Changed cancelled(
      Callback callback, CompletionReason reason, Actor actor) {
    return (Transition.Changed) Transitions.cancel(callback, reason, actor, START);
  }
}
