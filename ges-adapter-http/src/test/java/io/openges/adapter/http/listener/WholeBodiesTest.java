package io.openges.adapter.http.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

  private static final int LIMIT = 20_000;
  private static final int ROOM = 45_000;

  /** What a body takes when a little less of it is there. */
  private static final int TAKEN = 2 * HeldBody.SMALL;

  private static final int MOST_OF_IT = TAKEN - 100;

  private final BodyRoom room = new BodyRoom(ROOM);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<byte[]> handedOn = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final Semaphore answers = new Semaphore(0);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var bodies = new WholeBodies(LIMIT, room);
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
      var socket = send(LIMIT, MOST_OF_IT);
      await(() -> room.held() == TAKEN);
      socket.close();
      await(() -> room.held() == 0);
    }

    answers.release();
    assertThat(status(send(LIMIT, LIMIT))).isEqualTo(200);
    await(() -> room.held() == 0);
  }

  @Test
  void whoComesWithMuchWhenTheRoomIsTakenIsTurnedAway() throws IOException {
    fill();

    assertThat(status(send(LIMIT, MOST_OF_IT))).isEqualTo(503);
    await(() -> room.held() == 2 * TAKEN);
  }

  @Test
  void whoComesWithLittleFindsRoomAlways() throws IOException {
    fill();
    answers.release(3);

    for (int length : new int[] {300, HeldBody.SMALL}) {
      assertThat(status(send(length, length))).isEqualTo(200);
    }
    assertThat(status(sendChunked(HeldBody.SMALL))).isEqualTo(200);
    await(() -> room.held() == 2 * TAKEN);
  }

  /** A part of a third would have room, but not with what its next part takes. */
  private void fill() throws IOException {
    send(LIMIT, MOST_OF_IT);
    send(LIMIT, MOST_OF_IT);
    await(() -> room.held() == 2 * TAKEN);
  }

  @Test
  void aBodyTakesRoomUntilItsRequestIsAnswered() throws Exception {
    var socket = send(LIMIT, LIMIT);
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(room.held()).isEqualTo(LIMIT);
    answers.release();
    assertThat(status(socket)).isEqualTo(200);
    await(() -> room.held() == 0);
  }

  @Test
  void aBodyOfUnknownLengthTakesNoMoreThanItsBytesWhenItIsThere() throws Exception {
    var socket = sendChunked(9_000);
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(room.held()).isEqualTo(9_000);
    answers.release();
    assertThat(status(socket)).isEqualTo(200);
  }

  @Test
  void theBytesThatCountAreTheOnesThatAreHandedOn() throws Exception {
    send(LIMIT, LIMIT);
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(handedOn).hasSize(1).first().satisfies(bytes -> {
      assertThat(bytes).hasSize(LIMIT).containsOnly('x');
      var servlets = (HttpServletRequest) Proxy.newProxyInstance(
          getClass().getClassLoader(),
          new Class<?>[] {HttpServletRequest.class},
          (proxy, method, arguments) -> method.getName().equals("getAttribute") ? bytes : 0L);
      assertThat(new Bodies(LIMIT).read(servlets)).isSameAs(bytes);
    });
  }

  private Socket sendChunked(int length) throws IOException {
    var head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    var body = Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n0\r\n\r\n";
    return send(head + body);
  }

  private Socket send(int declared, int sent) throws IOException {
    var head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + declared + "\r\n\r\n";
    return send(head + "x".repeat(sent));
  }

  private Socket send(String request) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    sockets.add(socket);
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
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
        if (request.getAttribute(Bodies.WHOLE) instanceof byte[] bytes) {
          handedOn.add(bytes);
        }
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
