package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.ports.driven.statistics.Statistics;
import io.openges.ports.driving.statistics.RegisterLogin;
import io.openges.ports.driving.statistics.RegisterLogin.LoginRefused;
import io.openges.ports.driving.statistics.RegisterLogin.NoKey;
import io.openges.ports.driving.statistics.RegisterLogin.Registered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In whose name a tenant's statistics are asked (specification 14.2): set, dropped, and told that
 * it is set, but never what it is. Safe for use by many threads at once.
 */
public final class CredentialRoutes {

  private static final String PATH = "/ges/v1/tenants/{ccid}/credentials/gws";
  private static final int MAX_USER = 255;
  private static final int MAX_PASSWORD = 1_000;

  private final RegisterLogin logins;

  /** Registers with {@code logins}. */
  public CredentialRoutes(RegisterLogin logins) {
    this.logins = logins;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, PATH, Access.TENANT_IN_PATH, BodyForm.JSON, this::register),
        new Route(HandlerType.DELETE, PATH, Access.TENANT_IN_PATH, BodyForm.NONE, this::remove));
  }

  private Reply read(Call call) {
    return call.ok(logins.standing(call.tenant()).map(Standing::of).orElse(Standing.NONE));
  }

  private Reply register(Call call) {
    var body = call.fields();
    var login = new Statistics.Login(
        body.required("user", 1, MAX_USER), body.required("password", 1, MAX_PASSWORD));
    var outcome = logins.register(call.tenant(), login);
    if (outcome instanceof Registered registered) {
      return call.ok(Standing.of(registered));
    }
    if (outcome instanceof LoginRefused) {
      throw ProblemException.of(StatusCode.GWS_CREDENTIALS_REFUSED);
    }
    if (outcome instanceof NoKey) {
      throw CredentialAnswers.noKey();
    }
    throw new IllegalArgumentException("unknown outcome " + outcome.getClass());
  }

  private Reply remove(Call call) {
    logins.remove(call.tenant());
    return call.ok(Standing.NONE);
  }

  /** What may be told. */
  record Standing(
      boolean set, @Nullable String setAt, @Nullable Boolean usable) {

    private static final Standing NONE = new Standing(false, null, null);

    private static Standing of(Registered registered) {
      return new Standing(true, WireTime.format(registered.at()), registered.isUsable());
    }
  }
}
