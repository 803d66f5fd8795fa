package io.openges.adapter.http.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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

/** What answers cost that are not read, over real sockets. */
@Timeout(120)
class UnreadAnswersTest {

  private static final int LENGTH = 300_000;

  /** Two find room. */
  private static final int ROOM = 700_000;

  private final UnreadAnswers answers = new UnreadAnswers(ROOM);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    connector.setAcceptedSendBufferSize(4_096);
    server.addConnector(connector);
    answers.setHandler(new Writing());
    server.setHandler(answers);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (var socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  @Test
  void whatIsReadLateIsWhole() throws IOException {
    var socket = ask();
    await(() -> answers.held() > 0);
    assertThat(answers.isEmpty()).isFalse();

    assertThat(body(socket)).hasSize(LENGTH).containsOnly('x');
    await(answers::isEmpty);
    assertThat(answers.held()).isZero();
  }

  @Test
  void whereThereIsNoRoomWhoReadsNothingForLongestIsCut() throws IOException {
    var eldest = ask();
    await(() -> answers.held() == LENGTH);
    var second = ask();
    await(() -> answers.held() == 2 * LENGTH);
    var third = ask();

    assertThat(isWhole(eldest)).isFalse();
    assertThat(isWhole(second)).isTrue();
    assertThat(isWhole(third)).isTrue();
    await(() -> answers.held() == 0);
  }

  @Test
  void whoHasGoneTakesNoRoom() throws IOException {
    for (int client = 0; client < 5; client++) {
      var socket = ask();
      await(() -> answers.held() == LENGTH);
      socket.close();
      await(answers::isEmpty);
    }
    assertThat(answers.held()).isZero();
  }

  private Socket ask() throws IOException {
    var socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(2_048);
    socket.setSoTimeout(60_000);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }

  private static boolean isWhole(Socket socket) {
    try {
      return body(socket).length == LENGTH;
    } catch (IOException cut) {
      return false;
    }
  }

  private static byte[] body(Socket socket) throws IOException {
    var all = socket.getInputStream().readAllBytes();
    int end = new String(all, US_ASCII).indexOf("\r\n\r\n");
    return Arrays.copyOfRange(all, Math.min(all.length, end + 4), all.length);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Answers with a buffer that is used for something else afterwards. */
  private static final class Writing extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      var bytes = new byte[LENGTH];
      Arrays.fill(bytes, (byte) 'x');
      response.getHeaders().put("Content-Length", LENGTH);
      response.write(
          true,
          ByteBuffer.wrap(bytes),
          Callback.from(
              () -> {
                Arrays.fill(bytes, (byte) '?');
                callback.succeeded();
              },
              callback::failed));
      return true;
    }
  }
}
