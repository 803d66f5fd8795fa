package io.openges.adapter.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, greedy or curious do not get in the way of others. */
@Timeout(120)
class HostileClientTest {

  private static final String RETRIEVE = "/engagement/v3/callbacks/retrieve";
  private static final String STATUS = "/engagement/v3/callbacks/queue-status/VQ";
  private static final String DOCUMENT = "/ges/ui/api/openapi.json";
  private static final String HEAD = "POST " + RETRIEVE + " HTTP/1.1\r\nHost: x\r\n";

  /** More than there are threads to handle requests. */
  private static final int MANY = 300;

  private final TestNode node = TestNode.start();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    node.close();
  }

  @Test
  void bodiesThatTrickleInHoldNobodyUp() throws IOException {
    for (int i = 0; i < MANY; i++) {
      send(open(node.external()), HEAD + "Content-Length: 100\r\n\r\n{");
    }

    var answer = node.external().post(RETRIEVE, "{\"id\":\"x\"}", "x-api-key", TestNode.KEY);

    assertThat(answer.code()).isEqualTo(7100);
  }

  @Test
  void answersThatAreNotReadHoldNobodyUp() throws IOException {
    for (int i = 0; i < MANY; i++) {
      askAndNeverRead(node.external());
    }

    for (int i = 0; i < 3; i++) {
      var answer = node.external().get(STATUS, "x-api-key", TestNode.KEY);
      assertThat(answer.code()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEAD,
        HEAD + "Content-Length: 100\r\n\r\n{",
        HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
      })
  void whatIsNotFinishedInTimeIsCutHoweverRegularlyAByteComes(String begun) throws IOException {
    for (var listener : List.of(node.external(), node.internal())) {
      var socket = open(listener);
      send(socket, begun);
      socket.setSoTimeout(300);

      boolean cut = false;
      for (int i = 0; i < 200 && !cut; i++) {
        node.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        cut = isCut(socket);
      }

      assertThat(cut).isTrue();
    }
  }

  @Test
  void whatIsNotReadInTimeIsCutHoweverRegularlyAByteIs() throws IOException {
    for (var listener : List.of(node.external(), node.internal())) {
      var socket = askAndNeverRead(listener);

      boolean cut = false;
      for (int i = 0; i < 200 && !cut; i++) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        node.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        cut = isCut(socket);
      }

      assertThat(cut).isTrue();
    }
    assertThat(node.external().get(STATUS, "x-api-key", TestNode.KEY).code()).isZero();
    assertThat(node.bugs).as("a caller that has gone is none").hasValue(0);
  }

  @Test
  void aConnectionBetweenTwoRequestsIsNotCut() throws IOException {
    var socket = open(node.external());
    socket.setSoTimeout(10_000);
    var request = "GET " + STATUS + " HTTP/1.1\r\nHost: x\r\nx-api-key: " + TestNode.KEY + "\r\n";
    for (int i = 0; i < 3; i++) {
      send(socket, request + "\r\n");
      assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
      node.nanos.addAndGet(Duration.ofSeconds(40).toNanos());
      socket.setSoTimeout(1_200);
      assertThat(isCutInSilence(socket)).isFalse();
      socket.setSoTimeout(10_000);
    }
  }

  @Test
  void aBodyMayArriveInManyParts() throws IOException {
    var socket = open(node.external());
    var body = "{\"id\":\"x\"}";
    send(
        socket,
        HEAD + "x-api-key: " + TestNode.KEY + "\r\nConnection: close\r\nContent-Length: "
            + body.length() + "\r\n\r\n");
    for (int i = 0; i < body.length(); i++) {
      send(socket, body.substring(i, i + 1));
    }

    assertThat(rest(socket)).startsWith("HTTP/1.1 404 ").contains("\"code\":7100");
  }

  @ParameterizedTest
  @CsvSource({"/%s, '', 414", "/, 'X-Long: %s', 431", "/?%s, '', 414"})
  void headersAndAddressesHaveALimit(String path, String header, int status) {
    var line = header.isEmpty() ? "" : header.formatted("a".repeat(40_000)) + "\r\n";

    var answer = node.external()
        .raw("GET " + path.replace("%s", "a".repeat(40_000)) + " HTTP/1.1\r\nHost: x\r\n" + line
            + "\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("X-GES-Correlation-Id: ")
        .contains("\"status\":{\"code\":501,")
        .doesNotContain("aaaa");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STATUS,
        "/nowhere",
        "/ges/ui/",
        "/ges",
        "/ges/ui/%zz",
        "/engagement/v3/callbacks/create"
      })
  void noAnswerTellsOfTheServerOrLetsItsTypeBeGuessed(String path) {
    for (var listener : List.of(node.external(), node.internal())) {
      assertThat(listener.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .containsIgnoringCase("X-Content-Type-Options: nosniff")
          .doesNotContainIgnoringCase("\nServer:")
          .doesNotContainIgnoringCase("Powered-By")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContainIgnoringCase("javalin");
    }
  }

  @Test
  void callbacksOfOthersAreToldFromNoneByNothing() {
    var id = node.external()
        .post(
            "/engagement/v3/callbacks/create",
            "{\"serviceName\":\"VQ\",\"phoneNumber\":\"+33123456789\"}",
            "x-api-key",
            TestNode.KEY)
        .data()
        .path("id")
        .asText();
    var nobodys = "00000000-0000-4000-8000-000000000001";

    for (var verb : List.of("retrieve", "cancel")) {
      var path = "/engagement/v3/callbacks/" + verb;
      var others =
          node.external().post(path, "{\"id\":\"" + id + "\"}", "x-api-key", TestNode.OTHER_KEY);
      var none = node.external()
          .post(path, "{\"id\":\"" + nobodys + "\"}", "x-api-key", TestNode.OTHER_KEY);

      assertThat(others.status()).isEqualTo(none.status()).isEqualTo(404);
      assertThat(others.masked()).isEqualTo(none.masked());
    }
  }

  /** Asks for more answers than the buffers of both sides hold. */
  private Socket askAndNeverRead(Http listener) throws IOException {
    var socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(2_048);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()));
    send(socket, ("GET " + DOCUMENT + " HTTP/1.1\r\nHost: x\r\n\r\n").repeat(MANY));
    return socket;
  }

  private Socket open(Http listener) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Sends one more byte and waits a moment for the end of the connection. */
  private static boolean isCut(Socket socket) {
    try {
      send(socket, "a");
    } catch (IOException gone) {
      return true;
    }
    return isCutInSilence(socket);
  }

  private static boolean isCutInSilence(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException alive) {
      return false;
    } catch (IOException gone) {
      return true;
    }
  }

  /**
   * Reads an answer and returns its head; its body, of the length it names, is read and dropped.
   */
  private static String head(Socket socket) throws IOException {
    var text = new StringBuilder();
    var input = socket.getInputStream();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = input.read();
      if (next < 0) {
        throw new EOFException("closed after " + text);
      }
      text.append((char) next);
    }
    int length = Integer.parseInt(text.toString()
        .toLowerCase(Locale.ROOT)
        .replaceAll("(?s).*content-length: ([0-9]+).*", "$1"));
    input.readNBytes(length);
    return text.toString();
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }
}
