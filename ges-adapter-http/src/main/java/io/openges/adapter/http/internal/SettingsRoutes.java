package io.openges.adapter.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.queue.SettingsTable;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.PublishSettings.Outcome;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publication of CALLBACK_SETTINGS (specification 10.1). Safe for use by many threads at once. */
public final class SettingsRoutes {

  private static final String PATH = "/ges/v1/tenants/{ccid}/callback-settings";

  private final PublishSettings settings;

  /** Publishes with {@code settings}. */
  public SettingsRoutes(PublishSettings settings) {
    this.settings = settings;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, PATH, Access.TENANT_IN_PATH, BodyForm.JSON, this::publish));
  }

  private Reply read(Call call) {
    var current = settings
        .current(call.tenant())
        .orElseThrow(() -> ProblemException.of(StatusCode.PATH, "No settings were published"));
    var publication = current.publication();
    return call.ok(new InForce(
            current.version(),
            WireTime.format(publication.publishedAt()),
            publication.publishedBy(),
            publication.content()))
        .withHeader("ETag", "\"" + current.version() + "\"");
  }

  private Reply publish(Call call) {
    var content = content(call.fields().object());
    var expected = IfMatch.version(call);
    if ("true".equals(call.query("dryRun"))) {
      return call.ok(tried(call.tenant(), content, expected));
    }
    return call.ok(published(
        settings.publish(new PublishSettings.Command(call.tenant(), content, expected)), expected));
  }

  /** Says what publishing would do, and does not do it. */
  private Published tried(
      TenantId tenant, Map<String, Object> content, @Nullable Integer expected) {
    var reading = SettingsTable.read(content);
    if (reading instanceof SettingsTable.Invalid invalid) {
      throw invalid(invalid.errors());
    }
    var current = settings.current(tenant);
    int version = current.map(PublishSettings.InForce::version).orElse(0);
    if (expected != null && expected != version) {
      throw conflict(version, expected);
    }
    boolean same =
        current.map(now -> now.publication().content().equals(content)).orElse(false);
    var warnings = reading instanceof SettingsTable.Valid valid
        ? valid.warnings()
        : List.<SettingsTable.Problem>of();
    return new Published(same ? version : version + 1, version, false, complaints(warnings));
  }

  /**
   * Writes down what came of a publication.
   *
   * @throws ProblemException if nothing was published
   */
  static Published published(Outcome outcome, @Nullable Integer expected) {
    if (outcome instanceof Outcome.Published done) {
      return new Published(
          done.version(), done.previousVersion(), done.applied(), complaints(done.warnings()));
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
        .withData(new Errors(complaints(errors)));
  }

  private static List<Complaint> complaints(List<SettingsTable.Problem> problems) {
    return problems.stream()
        .map(problem -> new Complaint(problem.path(), problem.message()))
        .toList();
  }

  private static ProblemException conflict(int version, @Nullable Integer expected) {
    return ProblemException.of(
        StatusCode.VERSION_CONFLICT,
        "Settings version is " + version
            + (expected == null ? ", publish again" : ", expected " + expected));
  }

  /** Returns plain Java values; members that are null are absent (2.10). */
  private static Map<String, Object> content(JsonNode object) {
    var content = new LinkedHashMap<String, Object>();
    object.properties().forEach(entry -> {
      if (!entry.getValue().isNull()) {
        content.put(entry.getKey(), plain(entry.getValue()));
      }
    });
    return content;
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      return content(node);
    }
    if (node.isArray()) {
      return node.valueStream()
          .filter(member -> !member.isNull())
          .map(SettingsRoutes::plain)
          .toList();
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber() && node.canConvertToInt()) {
      return node.intValue();
    }
    BigDecimal number = node.decimalValue();
    return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : number;
  }

  /** The answer to a publication. */
  record Published(int version, int previousVersion, boolean applied, List<Complaint> warnings) {}

  /** What is in force. */
  record InForce(
      int version, String publishedAt, @Nullable String publishedBy, Map<String, Object> content) {}

  /** All errors of a publication. */
  record Errors(List<Complaint> errors) {}

  /** One of them. */
  record Complaint(String path, String message) {}
}
