package io.openges.adapter.http.google;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on loopback that leads every CONNECT to one port of loopback, whatever host it names, and
 * lets nobody through who does not show the credentials it wants. Safe for use by many threads.
 */
final class SmallProxy implements AutoCloseable {

  private final ServerSocket socket;
  private final int target;
  private final @Nullable String credentials;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /**
   * Starts it.
   *
   * @param target where all tunnels lead
   * @param credentials what {@code Proxy-Authorization} has to be, null if nothing is wanted
   */
  SmallProxy(int target, @Nullable String credentials) {
    this.target = target;
    this.credentials = credentials;
    try {
      this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Returns the first line of each request, in order. */
  List<String> requests() {
    return heads.stream().map(head -> head.lines().findFirst().orElse("")).toList();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var head = head(client.getInputStream());
      heads.add(head);
      if (credentials != null && !head.contains("Proxy-Authorization: " + credentials + "\r\n")) {
        say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"");
        return;
      }
      try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
        say(client, "200 Connection established");
        start(() -> copy(server, client));
        client.getInputStream().transferTo(server.getOutputStream());
      }
    } catch (IOException ended) {
      // whichever side has ended
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // whichever side has ended
    }
  }

  private static void say(Socket client, String status) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended");
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "small-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
