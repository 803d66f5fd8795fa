package io.openges.app;

import io.openges.app.config.Config;
import io.openges.app.wiring.Version;
import java.io.PrintWriter;

/** What a person reads who starts GES by hand. Thread-safe. */
final class Banner {

  private Banner() {}

  /** Prints what begins now. */
  static void starting(PrintWriter out, Config config) {
    out.println("GES " + Version.current() + " starts with its own PostgreSQL and Redis, data in "
        + config.embedded().dataDirectory());
    out.flush();
  }

  /** Prints where the server is found. */
  static void ready(PrintWriter out, Config config, GesServer server) {
    out.println();
    out.println("  GES is ready. A simulated voice platform makes the calls: "
        + config.embedded().agents() + " agents.");
    out.println();
    out.println("    external API     " + Endpoints.base(server.externalUri()));
    out.println("    internal API     " + Endpoints.base(server.internalUri()));
    out.println("    start page       " + server.uiUri());
    out.println("    API key          " + server.apiKey());
    out.println(
        "    the same lines   " + config.embedded().dataDirectory().resolve(Endpoints.FILE));
    out.println();
    out.println("  Ctrl-C ends everything; the data stay.");
    out.println();
    out.flush();
  }
}
