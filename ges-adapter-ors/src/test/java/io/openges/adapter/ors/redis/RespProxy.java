package io.openges.adapter.ors.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a Redis server, hands on commands one by one and lets a fault become of the
 * answers. Safe for use by many threads at once.
 */
public final class RespProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;

  private RespProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** What becomes of an answer. */
  @FunctionalInterface
  public interface Fault {

    /** Answers as the server does. */
    Fault NONE = (server, client) -> client.write(server.ask());

    /**
     * Answers one command.
     *
     * @throws IOException to close the client's connection
     */
    void answer(Command server, OutputStream client) throws IOException;
  }

  /** A command that the server may or may not be asked. */
  public static final class Command {

    private final byte[] bytes;
    private final Socket server;

    private Command(byte[] bytes, Socket server) {
      this.bytes = bytes;
      this.server = server;
    }

    /** Has the server run it; returns the whole answer. */
    public byte[] ask() throws IOException {
      server.getOutputStream().write(bytes);
      // one command is answered before the next is asked, so nothing read too far is lost
      return read(new BufferedInputStream(server.getInputStream()));
    }

    /** Says whether it is the first of a connection. */
    public boolean isGreeting() {
      return new String(bytes, ISO_8859_1).contains("HELLO");
    }
  }

  /** Starts before the server on a port of this machine. */
  public static RespProxy before(int port) {
    try {
      var proxy = new RespProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
      start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "resp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Sets what becomes of all answers from now on. */
  public void let(Fault newFault) {
    fault = newFault;
  }

  /** Returns how many commands have come in. */
  public int commands() {
    return commands.get();
  }

  /** Returns how many connections clients have open. */
  public int open() {
    return open.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        open.incrementAndGet();
        start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      var questions = new BufferedInputStream(client.getInputStream());
      while (true) {
        var command = new Command(read(questions), server);
        commands.incrementAndGet();
        fault.answer(command, client.getOutputStream());
      }
    } catch (IOException ended) {
      // One side or a fault has closed the connection.
    } finally {
      open.decrementAndGet();
    }
  }

  /** Reads a command or an answer as a whole. */
  private static byte[] read(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    read(in, bytes);
    return bytes.toByteArray();
  }

  private static void read(InputStream in, ByteArrayOutputStream bytes) throws IOException {
    var line = new StringBuilder();
    while (line.indexOf("\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    bytes.writeBytes(line.toString().getBytes(ISO_8859_1));
    var text = line.substring(0, line.length() - 2);
    if (text.startsWith("$")) {
      int length = Integer.parseInt(text.substring(1));
      bytes.writeBytes(length < 0 ? new byte[0] : in.readNBytes(length + 2));
    } else if (text.startsWith("*")) {
      for (int left = Integer.parseInt(text.substring(1)); left > 0; left--) {
        read(in, bytes);
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
