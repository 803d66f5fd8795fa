package io.openges.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.Javalin;
import io.openges.app.embedded.FreePort;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A bare Javalin that parses the body of a request as JSON and sends it back. */
public final class EchoServer {

  private EchoServer() {}

  /** Runs the server; the argument is its port. */
  public static void main(String[] arguments) {
    var json = new JsonMapper();
    Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.routes.get("/", context -> context.result("ready"));
          config.routes.post(
              "/engagement/v3/callbacks/create",
              context -> context
                  .contentType("application/json")
                  .result(json.writeValueAsBytes(json.readTree(context.bodyAsBytes()))));
        })
        .start("127.0.0.1", Integer.parseInt(arguments[0]));
  }

  /** Starts one in a process of its own; it ends with the lab. */
  static int start(Lab lab) throws IOException {
    int port = FreePort.find();
    var process = lab.add(JavaProcess.start(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            EchoServer.class.getName(),
            Integer.toString(port)),
        Map.of(),
        lab.directory().resolve("echo.log")));
    process.awaitReady(port, "/");
    return port;
  }
}
