package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.push.PushAccount;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driven.push.PushNotifications.Message;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.testing.Callbacks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link PushNotifications} does; one subclass for each implementation. */
public abstract class PushNotificationsContract {

  /** Returns what is under test. */
  protected abstract PushNotifications notifications();

  /** Returns an account that the service accepts. */
  protected abstract PushAccount account();

  /** Lets what is sent to a device end so from now on. */
  protected abstract void answer(String token, Result result);

  /** Returns the devices that something was delivered to, in order. */
  protected abstract List<String> delivered();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_TRIED")
  void theResultIsThatOfTheService(Result result) {
    answer("device", result);

    assertThat(notifications().send(account(), message("device", false))).isEqualTo(result);
    assertThat(delivered()).hasSize(result == Result.SENT ? 1 : 0);
  }

  @Test
  void aTrialIsNotDelivered() {
    assertThat(notifications().send(account(), message("device", true))).isEqualTo(Result.SENT);
    assertThat(delivered()).isEmpty();
  }

  @Test
  void withoutAnAccountNothingIsSent() {
    assertThat(notifications().send(null, message("device", false))).isEqualTo(Result.REFUSED);
    assertThat(delivered()).isEmpty();
  }

  private static Message message(String token, boolean dryRun) {
    var data = Map.of("event", "CALLBACK_UPCOMING", "callbackId", "1");
    return new Message(Callbacks.anyTenant(), token, data, dryRun);
  }
}
