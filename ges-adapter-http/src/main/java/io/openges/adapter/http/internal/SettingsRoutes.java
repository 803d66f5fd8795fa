package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.external.Parameters;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.queue.SettingsTable;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.PublishSettings.Form;
import io.openges.ports.driving.queue.PublishSettings.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publication of CALLBACK_SETTINGS, and the versions to roll back to (specification 10.1). Safe for
 * use by many threads at once.
 */
public final class SettingsRoutes {

  private static final String PATH = "/ges/v1/tenants/{ccid}/callback-settings";
  private static final String VERSIONS = PATH + "/versions";
  private static final String DRY_RUN = "dryRun";
  private static final List<String> PARTS =
      List.of("queues", "businessHours", "formatVersion", "source", "onRemovedQueue");

  /** A publication may have thousands of callbacks to look at, and to complete. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final PublishSettings settings;

  /** Publishes with {@code settings}. */
  public SettingsRoutes(PublishSettings settings) {
    this.settings = settings;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.TENANT_IN_PATH, this::read),
        change(HandlerType.PUT, call -> publish(call, Form.WHOLE)),
        change(HandlerType.PATCH, call -> publish(call, Form.PATCH)),
        Route.get(VERSIONS, Access.TENANT_IN_PATH, this::versions),
        Route.get(VERSIONS + "/{version}", Access.TENANT_IN_PATH, this::version));
  }

  private static Route change(HandlerType method, Route.Handling handling) {
    return new Route(method, PATH, Access.TENANT_IN_PATH, BodyForm.JSON, handling);
  }

  private Reply read(Call call) {
    return shown(call, settings.current(call.tenant()), "No settings were published");
  }

  private Reply version(Call call) {
    var number = call.path("version");
    var found = number.matches("[1-9][0-9]{0,8}")
        ? settings.find(call.tenant(), Integer.parseInt(number))
        : Optional.<PublishSettings.InForce>empty();
    return shown(call, found, "No such version is kept");
  }

  private static Reply shown(Call call, Optional<PublishSettings.InForce> found, String otherwise) {
    var known = found.orElseThrow(() -> ProblemException.of(StatusCode.PATH, otherwise));
    var publication = known.publication();
    return call.ok(new SettingsAnswers.Shown(
            known.version(),
            WireTime.format(publication.publishedAt()),
            publication.publishedBy(),
            publication.content()))
        .withHeader("ETag", "\"" + known.version() + "\"");
  }

  private Reply versions(Call call) {
    return call.ok(new SettingsAnswers.Versions(settings.history(call.tenant()).stream()
        .map(stamp -> new SettingsAnswers.Version(
            stamp.version(), WireTime.format(stamp.publishedAt()), stamp.publishedBy()))
        .toList()));
  }

  private Reply publish(Call call, Form form) {
    boolean dry = isDryRun(call);
    var fields = call.fields();
    if (form == Form.PATCH) {
      fields.misspelt(PARTS).ifPresent(name -> {
        throw invalid(List.of(new SettingsTable.Problem(name, Fields.expectation(PARTS))));
      });
    }
    var body = fields.object();
    var content = form == Form.PATCH ? PlainJson.withNulls(body) : PlainJson.withoutNulls(body);
    var expected = IfMatch.version(call);
    var command = new PublishSettings.Command(call.tenant(), content, form, expected);
    call.waitLonger(PATIENCE);
    return call.ok(published(dry ? settings.tryOut(command) : settings.publish(command), expected));
  }

  /** Whoever mistypes a dry run must not publish: not its value, and not its name. */
  private static boolean isDryRun(Call call) {
    call.requireNoQueryBut(DRY_RUN);
    if (call.queries(DRY_RUN).contains("")) {
      throw ProblemException.parameter(DRY_RUN, "expected true or false");
    }
    return Parameters.flag(call, DRY_RUN);
  }

  /**
   * Writes down what came of a publication.
   *
   * @throws ProblemException if nothing was published
   */
  static SettingsAnswers.Published published(Outcome outcome, @Nullable Integer expected) {
    if (outcome instanceof Outcome.Published done) {
      return SettingsAnswers.Published.of(done);
    }
    if (outcome instanceof Outcome.Invalid invalid) {
      throw invalid(invalid.errors());
    }
    if (outcome instanceof Outcome.VersionConflict conflict) {
      throw conflict(conflict.version(), expected);
    }
    throw new IllegalArgumentException("unknown outcome " + outcome.getClass());
  }

  /** Returns the refusal of what has these errors. */
  static ProblemException invalid(List<SettingsTable.Problem> errors) {
    var count = errors.size() + (errors.size() == 1 ? " error" : " errors");
    return ProblemException.of(StatusCode.SETTINGS_INVALID, count + " (see data.errors)")
        .withData(new SettingsAnswers.Errors(SettingsAnswers.complaints(errors)));
  }

  private static ProblemException conflict(int version, @Nullable Integer expected) {
    return ProblemException.of(
        StatusCode.VERSION_CONFLICT,
        "Settings version is " + version
            + (expected == null ? ", publish again" : ", expected " + expected));
  }
}
