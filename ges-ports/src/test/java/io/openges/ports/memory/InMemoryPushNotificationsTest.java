package io.openges.ports.memory;

import io.openges.domain.push.PushAccount;
import io.openges.ports.contract.PushNotificationsContract;
import io.openges.ports.driven.push.PushNotifications;
import io.openges.ports.driven.push.PushNotifications.Message;
import io.openges.ports.driven.push.PushNotifications.Result;
import java.util.List;

class InMemoryPushNotificationsTest extends PushNotificationsContract {

  private final InMemoryPushNotifications notifications = new InMemoryPushNotifications();

  @Override
  protected PushNotifications notifications() {
    return notifications;
  }

  @Override
  protected PushAccount account() {
    return new PushAccount("project", "account@example.com", "key");
  }

  @Override
  protected void answer(String token, Result result) {
    notifications.answer(token, result);
  }

  @Override
  protected List<String> delivered() {
    return notifications.sent().stream().map(Message::token).toList();
  }
}
