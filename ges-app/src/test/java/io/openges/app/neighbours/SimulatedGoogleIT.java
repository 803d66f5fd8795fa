package io.openges.app.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.app.installation.Eventually;
import io.openges.app.neighbours.google.SimulatedGoogle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedGoogleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void aServiceThatHangsKeepsNoOtherFromAnswering() throws Exception {
    try (var google = SimulatedGoogle.start()) {
      var push = request(google.uri().resolve("v1/projects/p/messages:send"));
      try (var hold = google.hold(SimulatedGoogle.Service.FIREBASE)) {
        var held = Stream.generate(() -> http.sendAsync(push, BodyHandlers.ofString()))
            .limit(8)
            .toList();
        Eventually.holds("Firebase hangs", hold::isReached);

        for (var path : new String[] {"token", "recaptcha/api/siteverify"}) {
          var answer = http.send(request(google.uri().resolve(path)), BodyHandlers.ofString());
          assertThat(answer.statusCode()).as(path).isLessThan(500);
        }
        assertThat(held).noneMatch(one -> one.isDone());
      }
    }
  }

  private static HttpRequest request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(PATIENCE)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("grant_type=none"))
        .build();
  }
}
