package io.openges.app.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines on a thread of its own, behind a bounded buffer: whoever logs never waits, and what
 * finds the buffer full is dropped and counted (specification 21). Safe for use by many threads at
 * once.
 */
final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private static final int BUFFERED_LINES = 8_192;
  private static final int LINES_PER_WRITE = 256;
  private static final long PATIENCE_MILLIS = 2_000;

  private final LineLayout layout;
  private final OutputStream out;
  private final Runnable onLoss;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(BUFFERED_LINES);
  private final Thread writer = new Thread(this::write, "ges-log");

  /**
   * Makes an appender.
   *
   * @param out where lines go; never closed
   * @param onLoss called for every line that is lost
   */
  LineAppender(LineLayout layout, OutputStream out, Runnable onLoss) {
    this.layout = layout;
    this.out = out;
    this.onLoss = onLoss;
    writer.setDaemon(true);
  }

  @Override
  public void start() {
    super.start();
    writer.start();
  }

  /** Writes what is buffered, for two seconds at most. */
  @Override
  public void stop() {
    super.stop();
    try {
      writer.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!lines.offer(layout.line(event))) {
      onLoss.run();
    }
  }

  private void write() {
    List<String> batch = new ArrayList<>();
    try {
      while (isStarted() || !lines.isEmpty() || !batch.isEmpty()) {
        var first = lines.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          lines.drainTo(batch, LINES_PER_WRITE);
          write(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<String> batch) {
    try {
      out.write((String.join("\n", batch) + "\n").getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      batch.forEach(line -> onLoss.run());
    }
  }
}
