package io.openges.app.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes to a listener and reads what it answers; keeps its connection where it can. Not
 * thread-safe; one thread at a time.
 */
final class Wire implements AutoCloseable {

  /** Longer than a request may take: whoever waits longer waits for ever. */
  private static final int PATIENCE_MILLIS = 40_000;

  private static final String CONTINUE = "HTTP/1.1 100 ";

  private final URI listener;
  private @Nullable Socket kept;
  private @Nullable InputStream in;

  Wire(URI listener) {
    this.listener = listener;
  }

  /**
   * Sends one request and returns its answer, head and body.
   *
   * @throws java.net.SocketTimeoutException if there is none for long
   */
  String ask(byte[] request) throws IOException {
    boolean fresh = kept == null;
    try {
      return exchange(request);
    } catch (EOFException | SocketException closed) {
      close();
      if (fresh) {
        throw closed;
      }
      // a server may close a connection that was kept just when the next request is sent
      return exchange(request);
    }
  }

  private String exchange(byte[] request) throws IOException {
    var socket = connected();
    send(socket, request);
    var answer = answer();
    if (answer.toLowerCase(Locale.ROOT).contains("\nconnection: close\r")) {
      close();
    }
    return answer;
  }

  /** Says whether the server sent more than the answers that were asked for. */
  boolean hasStrayBytes() throws IOException {
    var stream = in;
    return kept != null && stream != null && stream.available() > 0;
  }

  /** Sends bytes, ends the request, and returns all that comes back, which may be nothing. */
  String shout(byte[] bytes) throws IOException {
    close();
    try (var socket = connected()) {
      send(socket, bytes);
      socket.shutdownOutput();
      return new String(input().readAllBytes(), ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    } finally {
      close();
    }
  }

  private Socket connected() throws IOException {
    var open = kept;
    if (open == null) {
      open = new Socket();
      open.setTcpNoDelay(true);
      open.setSoTimeout(PATIENCE_MILLIS);
      open.connect(new InetSocketAddress(listener.getHost(), listener.getPort()), PATIENCE_MILLIS);
      kept = open;
      in = new BufferedInputStream(open.getInputStream());
    }
    return open;
  }

  private static void send(Socket socket, byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException refused) {
      // the server need not take all before it answers
    }
  }

  private InputStream input() throws EOFException {
    var stream = in;
    if (stream == null) {
      throw new EOFException("closed");
    }
    return stream;
  }

  private String answer() throws IOException {
    var head = head();
    while (head.startsWith(CONTINUE)) {
      head = head();
    }
    int length = 0;
    for (var line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    return head + new String(input().readNBytes(length), ISO_8859_1);
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int read = input().read();
      if (read < 0) {
        throw new EOFException("closed after " + head.length() + " characters of an answer");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  @Override
  public void close() {
    var open = kept;
    kept = null;
    in = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException gone) {
      // it is closed all the same
    }
  }
}
