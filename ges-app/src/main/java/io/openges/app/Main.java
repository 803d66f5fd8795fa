package io.openges.app;

import io.openges.app.config.Config;
import io.openges.app.config.ConfigException;
import io.openges.app.config.ConfigLoader;
import io.openges.app.config.Setting;
import io.openges.app.embedded.EmbeddedServerException;
import io.openges.app.logging.Logging;
import io.openges.app.wiring.Version;
import io.openges.ports.driven.DependencyUnavailableException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program. Not thread-safe; one thread at a time. */
@Command(
    name = "ges run",
    description = {
      "Starts GES and runs it until it is told to end (Ctrl-C, SIGTERM).",
      "",
      "Without any configuration it brings its own PostgreSQL and Redis, which end with it, and a "
          + "simulated voice platform and Genesys services. Configuration: docs/configuration.md.",
      ""
    },
    footer = {
      "",
      "Exit code: 1 could not start, 2 the configuration has errors,",
      "130 or 143 ended in good order by Ctrl-C or SIGTERM."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Release.class)
public final class Main implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int CANNOT_START = 1;
  private static final int BAD_CONFIGURATION = 2;

  @Option(
      names = {"-d", "--data-dir"},
      paramLabel = "DIR",
      description = "where the embedded servers keep their data (GES_DATA_DIR)")
  private @Nullable String dataDirectory;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "NAME=VALUE",
      description = "a configuration variable; beats the environment")
  private Map<String, String> variables = new HashMap<>();

  @Spec
  private @Nullable CommandSpec spec;

  /** Makes the program; picocli sets its options. */
  public Main() {}

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    ConfigLoader.Loaded loaded;
    try {
      loaded = ConfigLoader.load(environment());
    } catch (ConfigException e) {
      return complain(e, BAD_CONFIGURATION);
    }
    var config = loaded.config();
    var out = commandLine().getOut();
    if (config.isEmbedded()) {
      Banner.starting(out, config);
    }
    Logging.configure(config.log(), config.node().id());
    report(loaded);
    try {
      run(config, out);
      return 0;
    } catch (ConfigException e) {
      Logging.stop();
      return complain(e, BAD_CONFIGURATION);
    } catch (StartException | EmbeddedServerException | DependencyUnavailableException e) {
      Logging.stop();
      return complain(e, CANNOT_START);
    } catch (RuntimeException e) {
      // The last handler: what nobody foresaw goes to the log with all it tells.
      LOG.error("cannot start", e);
      Logging.stop();
      return complain(new StartException("cannot start: " + e.getMessage(), e), CANNOT_START);
    }
  }

  /** Says what is in effect: what somebody has set always, defaults to those who look closely. */
  private static void report(ConfigLoader.Loaded loaded) {
    loaded.warnings().forEach(line -> LOG.warn("{}", line));
    loaded.settings().forEach(setting -> {
      if (setting.origin() == Setting.Origin.DEFAULT) {
        LOG.debug("configuration: {}", setting);
      } else {
        LOG.info("configuration: {}", setting);
      }
    });
  }

  private static void run(Config config, PrintWriter out) throws InterruptedException {
    var server = GesServer.start(config);
    var ended = new CountDownLatch(1);
    // The signal's thread must not return before everything has ended: the JVM halts then.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(
            () -> {
              server.close();
              Logging.stop();
              ended.countDown();
            },
            "ges-shutdown"));
    if (config.isEmbedded()) {
      Banner.ready(out, config, server);
    }
    ended.await();
  }

  private int complain(RuntimeException e, int code) {
    var err = commandLine().getErr();
    err.println("ges: " + e.getMessage());
    err.flush();
    return code;
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec.commandLine();
  }

  private Map<String, String> environment() {
    var own = new HashMap<>(variables);
    if (dataDirectory != null) {
      own.put("GES_DATA_DIR", dataDirectory);
    }
    return ConfigLoader.with(System.getenv(), own);
  }

  /** Tells the version. */
  static final class Release implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"GES " + Version.current()};
    }
  }
}
