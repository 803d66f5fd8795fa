package io.openges.adapter.http.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What bodies cost, over real sockets. */
@Timeout(120)
class WholeBodiesTest {

  private static final int LIMIT = 1000;
  private static final int ROOM = 2000;

  private final AtomicLong held = new AtomicLong();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<Socket> sockets = new ArrayList<>();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final Semaphore answers = new Semaphore(0);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var bodies = new WholeBodies(LIMIT, ROOM, held);
    bodies.setHandler(new Waiting());
    server.setHandler(bodies);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    answers.release(100);
    for (var socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  @Test
  void whatBrokenClientsSentTakesNoRoom() throws IOException {
    for (int client = 0; client < 10; client++) {
      var socket = send(900, 800);
      await(() -> held.get() == 800);
      socket.close();
      await(() -> held.get() == 0);
    }

    answers.release();
    assertThat(status(send(900, 900))).isEqualTo(200);
    await(() -> held.get() == 0);
  }

  @Test
  void whoComesWhenTheRoomIsTakenIsTurnedAway() throws IOException {
    send(900, 800);
    send(900, 800);
    await(() -> held.get() == 1600);

    assertThat(status(send(900, 800))).isEqualTo(503);
    await(() -> held.get() == 1600);
  }

  @Test
  void aBodyTakesRoomUntilItsRequestIsAnswered() throws Exception {
    var socket = send(700, 700);
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(held).hasValue(700);
    answers.release();
    assertThat(status(socket)).isEqualTo(200);
    await(() -> held.get() == 0);
  }

  private Socket send(int declared, int sent) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    sockets.add(socket);
    socket.setSoTimeout(60_000);
    var head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + declared + "\r\n\r\n";
    socket.getOutputStream().write((head + "x".repeat(sent)).getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static int status(Socket socket) throws IOException {
    var start = new String(socket.getInputStream().readNBytes(12), US_ASCII);
    return Integer.parseInt(start.substring(9));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Answers a request whose body is there when it is allowed to. */
  private final class Waiting extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      try {
        Content.Source.asByteBuffer(request);
        arrived.countDown();
        answers.acquire();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      response.setStatus(200);
      response.write(true, null, callback);
      return true;
    }
  }
}
