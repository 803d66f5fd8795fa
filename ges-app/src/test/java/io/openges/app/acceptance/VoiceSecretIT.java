package io.openges.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.openges.app.installation.Eventually;
import io.openges.app.installation.Http;
import io.openges.app.installation.Installation;
import io.openges.app.installation.Metrics;
import io.openges.app.installation.Publication;
import io.openges.app.installation.Tenant;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What operators see of a voice platform that does not let GES in. */
class VoiceSecretIT {

  private static final String WRONG = "wrong-battery-staple";

  @Test
  void aWrongPasswordIsReportedAndToldToNobody() {
    var secret = "{\"password\":\"" + WRONG + "\",\"rejectUnauthorized\":\"true\"}";
    var log = new ListAppender<ILoggingEvent>();
    var ges = Installation.ofNodes(1, Map.of("voice-redis-ors-stream", secret));
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      var tenant = ges.tenant(new Publication().queue("VQ", Map.of()));
      assertThat(tenant.create(Tenant.now("VQ", 1)).outcome()).isEqualTo("200 0");

      var detail = Eventually.find("report of the voice Redis", () -> down(ges));

      assertThat(detail).contains("WRONGPASS");
      assertThat(Metrics.of(ges.node(0)).lines())
          .contains("ges_dependency_up{dependency=\"orsRedis\"} 0.0");
      assertThat(texts(log))
          .anyMatch(line -> line.contains("is down") && line.contains("WRONGPASS"))
          .noneMatch(line -> line.contains(WRONG));
    } finally {
      root.detachAppender(log);
      ges.close();
    }
  }

  private static Optional<String> down(Installation ges) {
    var health = Http.get(URI.create(ges.node(0).internal() + "/ges/v1/health/detail"));
    assertThat(health.text()).doesNotContain(WRONG);
    var redis = health.json().path("dependencies").path("orsRedis");
    return redis.path("up").asBoolean(true)
        ? Optional.empty()
        : Optional.of(redis.path("detail").asText());
  }

  private static List<String> texts(ListAppender<ILoggingEvent> log) {
    return new ArrayList<>(log.list)
        .stream()
            .map(event -> event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                    ? ""
                    : " " + event.getThrowableProxy().getMessage()))
            .toList();
  }
}
