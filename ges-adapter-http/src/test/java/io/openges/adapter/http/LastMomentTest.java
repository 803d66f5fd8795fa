package io.openges.adapter.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a node whose handlers do not end. */
@Timeout(120)
class LastMomentTest {

  private final CountDownLatch handling = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @Test
  void whatRunsEvenThenIsInterrupted() throws Exception {
    var node = TestNode.with(services -> new HttpServices(
        services.callbacks(),
        services.queues(),
        services.callIns(),
        services.administration(),
        services.health(),
        this::hang,
        services.around()));
    try (var socket = ask(node)) {
      assertThat(handling.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(socket.isConnected()).isTrue();

      node.stop(Duration.ZERO);

      assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      never.countDown();
    }
  }

  private String hang() {
    handling.countDown();
    try {
      never.await();
    } catch (InterruptedException asExpected) {
      interrupted.countDown();
    }
    return "";
  }

  private static Socket ask(TestNode node) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), node.internal().port());
    socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }
}
