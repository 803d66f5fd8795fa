package io.openges.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingTest {

  @ParameterizedTest
  @ValueSource(strings = {"org.eclipse.jetty.http.HttpParser", "org.eclipse.jetty.util.HostPort"})
  void whatCallersSendIsNotQuotedByTheServerBelow(String logger) {
    var context = new LoggerContext();

    Logging.quieten(context);

    assertThat(context.getLogger(logger).isErrorEnabled()).isFalse();
    assertThat(context.getLogger("org.eclipse.jetty.server.Server").isWarnEnabled())
        .isTrue();
  }
}
