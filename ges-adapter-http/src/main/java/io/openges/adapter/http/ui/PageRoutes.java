package io.openges.adapter.http.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The pages under {@code /ges/ui} and the way to them (specifications 2 and 14.3). Safe for use by
 * many threads at once.
 */
public final class PageRoutes {

  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
      + " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
      + " base-uri 'none'; frame-ancestors 'none'";

  /** What leads to the internal listener only. */
  private static final Pattern INTERNAL =
      Pattern.compile("\\s*<!--internal-->.*<!--/internal-->", Pattern.DOTALL);

  private final byte[] internalIndex = Resources.read("ui/index.html");
  private final byte[] externalIndex =
      INTERNAL.matcher(new String(internalIndex, UTF_8)).replaceAll("").getBytes(UTF_8);
  private final byte[] styles = Resources.read("ui/ges.css");

  /**
   * Reads the pages.
   *
   * @throws IllegalStateException if they were not packed with the classes
   */
  public PageRoutes() {}

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get("/ges", Access.OPEN, call -> redirect()),
        Route.get("/ges/", Access.OPEN, call -> redirect()),
        Route.get("/ges/ui", Access.OPEN, call -> redirect()),
        Route.get("/ges/ui/", Access.OPEN, this::index),
        Route.get(
            "/ges/ui/ges.css", Access.OPEN, call -> page(call, "text/css; charset=utf-8", styles)));
  }

  /** What a listener does not serve its page does not lead to. */
  private Reply index(Call call) {
    var content = call.entrance().external() ? externalIndex : internalIndex;
    return page(call, "text/html; charset=utf-8", content);
  }

  private static Reply redirect() {
    return new Reply(302, "text/plain; charset=utf-8", new byte[0], Map.of("Location", "/ges/ui/"));
  }

  private static Reply page(Call call, String type, byte[] content) {
    var reply = new Reply(
        200,
        type,
        content,
        Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-cache"));
    return "https".equals(call.header("X-Forwarded-Proto"))
        ? reply.withHeader("Strict-Transport-Security", "max-age=31536000")
        : reply;
  }
}
