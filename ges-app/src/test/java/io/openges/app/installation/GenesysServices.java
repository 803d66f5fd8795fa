package io.openges.app.installation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Genesys Authentication, Environment, Configuration and Statistics on loopback, which know the
 * first tenant of an installation. Safe for use by many threads at once.
 */
public final class GenesysServices implements AutoCloseable {

  /** The page the tenant allows. */
  public static final String ORIGIN = "https://www.example.com";

  private static final String DOMAIN = "{\"contactCenterId\":\"CCID\",\"domain\":\"d\",\"auth\":{}}"
      .replace("CCID", Servers.ccid(0));

  private final HttpServer server;
  private final AtomicInteger statistics = new AtomicInteger();
  private final Map<Integer, String> scripts = new ConcurrentHashMap<>();
  private final AtomicInteger lastScript = new AtomicInteger();
  private volatile boolean configurationFails;
  private volatile boolean environmentFails;
  private volatile int statisticsStatus = 200;
  private volatile int grantStatus = 200;
  private volatile String lastUser = "";

  /** Starts them. */
  public GenesysServices() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/auth/v3/oauth/token", this::token);
    var path = "/environment/v3/contact-centers";
    server.createContext(
        path, exchange -> environment(exchange, 200, "{\"data\":[" + DOMAIN + "]}"));
    server.createContext(path + "/api-key/", exchange -> environment(exchange, 404, "{}"));
    server.createContext(
        path + "/api-key/" + Servers.key(0),
        exchange -> environment(exchange, 200, "{\"data\":" + DOMAIN + "}"));
    server.createContext(
        path + "/" + Servers.ccid(0) + "/settings",
        exchange -> answer(exchange, 200, "{\"data\":{\"cors-origins\":\"" + ORIGIN + "\"}}"));
    server.createContext("/configuration/v3/objects/scripts", this::scripts);
    server.createContext("/statistics/v3/operations/get-statistic-ex", this::statistics);
    server.start();
  }

  /** Returns the variables of nodes that use them. */
  public Map<String, String> environment() {
    var address = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "GWS_AUTH",
        address,
        "GWS_ENV",
        address,
        "GWS_CONF",
        address,
        "AUTHENTICATION-CLIENT-ID",
        "ges",
        "AUTHENTICATION-CLIENT-SECRET",
        "secret",
        "GES_GWS_CREDENTIALS",
        "{\"" + Servers.ccid(0) + "\":{\"user\":\"u\",\"password\":\"p\"}}");
  }

  /** Returns how often figures were asked for. */
  public int statisticsRequests() {
    return statistics.get();
  }

  /** Returns the names of the scripts in Configuration. */
  public List<String> scripts() {
    return scripts.values().stream().sorted().toList();
  }

  /** Adds a script to Configuration. */
  public void addScript(String name) {
    scripts.put(lastScript.incrementAndGet(), name);
  }

  /** Lets Environment answer, or fail. */
  public void environmentAnswers(boolean doesAnswer) {
    environmentFails = !doesAnswer;
  }

  /** Lets Configuration answer, or fail. */
  public void configurationAnswers(boolean doesAnswer) {
    configurationFails = !doesAnswer;
  }

  /** Lets Statistics answer with this HTTP status. */
  public void statisticsAnswers(int status) {
    statisticsStatus = status;
  }

  /** Returns the user who last asked for a token. */
  public String lastUser() {
    return lastUser;
  }

  /** Lets Authentication answer users with this HTTP status. */
  public void usersAreAnswered(int status) {
    grantStatus = status;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void token(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean isUser = form.contains("grant_type=password");
    int status = isUser ? grantStatus : 200;
    if (isUser) {
      lastUser = form.replaceAll(".*username=([^&]*).*", "$1");
    }
    answer(
        exchange,
        status,
        status == 200
            ? "{\"access_token\":\"t\",\"expires_in\":43199}"
            : "{\"error\":\"invalid_grant\"}");
  }

  private void environment(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, environmentFails ? 500 : status, text);
  }

  private void scripts(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (configurationFails) {
      answer(exchange, 500, "");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        addScript(body.replaceAll(".*\"name\":\"([^\"]*)\".*", "$1"));
      }
      case "DELETE" -> scripts.remove(Integer.valueOf(path.substring(path.lastIndexOf('/') + 1)));
      default -> {}
    }
    var list = scripts.entrySet().stream()
        .map(one -> "{\"DBID\":" + one.getKey() + ",\"name\":\"" + one.getValue() + "\"}")
        .collect(Collectors.joining(","));
    answer(exchange, 200, "{\"data\":{\"scripts\":[" + list + "]}}");
  }

  private void statistics(HttpExchange exchange) throws IOException {
    // A request by GET only asks whether anybody is there.
    if (!exchange.getRequestMethod().equals("POST")) {
      answer(exchange, 405, "");
      return;
    }
    int number = statistics.incrementAndGet();
    var body = "{\"status\":{\"code\":STATUS,\"message\":\"no such object\"},\"data\":"
        + "{\"statistics\":[{\"name\":\"s1\",\"value\":" + number + "}]}}";
    answer(exchange, statisticsStatus, body.replace("STATUS", statisticsStatus == 200 ? "0" : "9"));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      var bytes = text.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
