package io.openges.adapter.http.google;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.push.PushNotifications.Message;
import io.openges.ports.driven.push.PushNotifications.Result;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NexusPushTest {

  private static final TenantId TENANT = new TenantId(new UUID(1, 2));

  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger failures = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void thePushIsWrappedForNexus() throws Exception {
    server.enqueue(new MockResponse.Builder().code(202).build());

    assertThat(push(server.url("/nexus/v3/").toString()).send(null, message()))
        .isEqualTo(Result.SENT);

    var request = server.takeRequest();
    assertThat(request.getUrl().encodedPath()).isEqualTo("/nexus/v3/push");
    assertThat(requireNonNull(request.getBody()).utf8())
        .isEqualTo("{\"ccid\":\"" + TENANT
            + "\",\"channel\":\"FCM\",\"message\":{\"token\":\"t\",\"data\":{\"event\":\"E\"}}}");
    assertThat(failures).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"500, FAILED", "429, FAILED", "400, REFUSED", "302, REFUSED"})
  void whatNexusDoesNotTakeIsCountedAndFollowedNowhere(int status, Result result) {
    server.enqueue(new MockResponse.Builder()
        .code(status)
        .setHeader("Location", server.url("/elsewhere").toString())
        .build());

    assertThat(push(server.url("/").toString()).send(null, message())).isEqualTo(result);
    assertThat(failures).hasValue(1);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void whatNexusDoesNotAnswerMayHaveBeenTaken() {
    server.enqueue(new MockResponse.Builder()
        .onResponseStart(new SocketEffect.CloseSocket())
        .build());

    assertThat(push(server.url("/").toString()).send(null, message())).isEqualTo(Result.UNKNOWN);
    assertThat(failures).hasValue(1);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void whatIsOnlyToBeJudgedIsNotSentForNexusWouldDeliverIt() {
    var dry = new Message(TENANT, "t", Map.of("event", "E"), true);

    assertThat(push(server.url("/").toString()).send(null, dry)).isEqualTo(Result.NOT_TRIED);
    assertThat(server.getRequestCount()).isZero();
    assertThat(failures).hasValue(0);
  }

  private NexusPush push(String address) {
    return new NexusPush(URI.create(address), Egress.DIRECT, failures::incrementAndGet);
  }

  private static Message message() {
    return new Message(TENANT, "t", Map.of("event", "E"), false);
  }
}
