package io.openges.app.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Asks a JVM what its heap holds once nothing is left to collect. Stateless. */
final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private LiveHeap() {}

  /** Returns the bytes of all live objects of a process, after a full collection. */
  static long bytes(long pid) {
    var jcmd = Path.of(System.getProperty("java.home", ""), "bin", "jcmd").toString();
    try {
      // twice, for what only became garbage while references were cleared
      ask(jcmd, pid);
      var total = TOTAL.matcher(ask(jcmd, pid));
      if (!total.find()) {
        throw new IllegalStateException("no total from jcmd");
      }
      return Long.parseLong(total.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ask(String jcmd, long pid) throws IOException {
    var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
        .redirectErrorStream(true)
        .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
