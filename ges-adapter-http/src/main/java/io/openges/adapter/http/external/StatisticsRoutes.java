package io.openges.adapter.http.external;

import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.Json;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driving.statistics.AskStatistics;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the contact center (specification 3.10). Members that are not known here are passed
 * on. Safe for use by many threads at once.
 */
public final class StatisticsRoutes {

  private static final int MAX_STATISTICS = 1000;
  private static final List<String> TEXTS =
      List.of("name", "objectId", "objectType", "statisticId");
  private static final Pattern MAX_AGE = Pattern.compile(
      "(?:^|.*[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:,.*)?", Pattern.CASE_INSENSITIVE);

  private final AskStatistics statistics;

  /** Asks {@code statistics}. */
  public StatisticsRoutes(AskStatistics statistics) {
    this.statistics = statistics;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(Route.post(
        "/engagement/v3/statistics/operations/get-statistic-ex", Access.API_KEY, this::ask));
  }

  private Reply ask(Call call) {
    var body = call.fields();
    check(body);
    var question = new AskStatistics.Question(
        call.tenant(), Json.text(body.object()), maxAge(call.header("Cache-Control")));
    var outcome = statistics.ask(question);
    if (outcome instanceof Statistics.Figures figures) {
      return call.ok(Json.stored(figures.json()));
    }
    throw problem(outcome);
  }

  private static ProblemException problem(Statistics.Outcome outcome) {
    if (outcome instanceof Statistics.NoCredentials) {
      return ProblemException.of(StatusCode.GWS_CREDENTIALS_MISSING);
    }
    if (outcome instanceof Statistics.Refused refused && !refused.message().isBlank()) {
      return ProblemException.of(StatusCode.STATISTICS_REFUSED, refused.message());
    }
    return ProblemException.of(
        outcome instanceof Statistics.Refused
            ? StatusCode.STATISTICS_REFUSED
            : StatusCode.GWS_CREDENTIALS_REFUSED);
  }

  private static void check(Fields body) {
    var all = body.present("statistics", body.objects("statistics", 1, MAX_STATISTICS));
    for (var one : all) {
      TEXTS.forEach(name -> one.text(name, 1, 255));
    }
  }

  /** What is not a number of seconds counts as none. */
  static Duration maxAge(@Nullable String header) {
    if (header == null) {
      return Duration.ZERO;
    }
    var matcher = MAX_AGE.matcher(header);
    return matcher.matches() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : Duration.ZERO;
  }
}
