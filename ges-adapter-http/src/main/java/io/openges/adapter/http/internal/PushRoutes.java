package io.openges.adapter.http.internal;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.google.ServiceAccountKey;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.push.PushAccount;
import io.openges.domain.push.PushEvent;
import io.openges.ports.driven.push.PushNotifications.Result;
import io.openges.ports.driving.credential.KeepCredential;
import io.openges.ports.driving.push.SendPush;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pushes that sessions ask for, and the service account they are sent in the name of
 * (specifications 5.1 and 15.1). Safe for use by many threads at once.
 */
public final class PushRoutes {

  private static final String ACCOUNT = "/ges/v1/tenants/{ccid}/credentials/push";
  private static final String SEND = "/ges/v1/tenants/{ccid}/callbacks/{id}/push";
  private static final int MAX_NAME = 255;
  private static final int MAX_KEY = 10_000;
  private static final int MAX_TARGET = 4_096;
  private static final int MAX_DATA = 2_048;
  private static final int MAX_ATTEMPT = 999_999_999;
  private static final Set<String> EVENTS =
      Arrays.stream(PushEvent.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private final KeepCredential<PushAccount> accounts;
  private final SendPush push;

  /** Keeps accounts and sends by {@code pushes}. */
  public PushRoutes(AdminPorts.Pushes pushes) {
    this.accounts = pushes.accounts();
    this.push = pushes.send();
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(ACCOUNT, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, ACCOUNT, Access.TENANT_IN_PATH, BodyForm.JSON, this::put),
        new Route(HandlerType.DELETE, ACCOUNT, Access.TENANT_IN_PATH, BodyForm.NONE, this::remove),
        Route.post(ACCOUNT + "/test", Access.TENANT_IN_PATH, this::test),
        Route.post(SEND, Access.TENANT_IN_PATH, this::send));
  }

  private Reply read(Call call) {
    return call.ok(accounts.standing(call.tenant()).map(Standing::of).orElse(Standing.NONE));
  }

  private Reply put(Call call) {
    var account = account(call.fields());
    var at = accounts.put(call.tenant(), account).orElseThrow(CredentialAnswers::noKey);
    return call.ok(Standing.of(new KeepCredential.Standing<>(at, account)));
  }

  private Reply remove(Call call) {
    accounts.remove(call.tenant());
    return call.ok(Standing.NONE);
  }

  private static PushAccount account(Fields body) {
    var project = body.present(
        "projectId",
        body.matching(
            "projectId",
            text -> text.matches("[a-z][a-z0-9-]{3,62}"),
            "expected the id of a Firebase project"));
    var email = body.required("clientEmail", 1, MAX_NAME);
    var key = body.required("privateKey", 1, MAX_KEY);
    if (ServiceAccountKey.parse(key).isEmpty()) {
      throw body.wrong("privateKey", "expected an RSA key as PEM of PKCS #8");
    }
    return new PushAccount(project, email, key);
  }

  /** Has Firebase judge a push that nobody gets; Nexus, which has the accounts, judges none. */
  private Reply test(Call call) {
    var target = call.fields().required("target", 1, MAX_TARGET);
    var account = accounts.find(call.tenant()).orElse(null);
    var result = push.tryOut(call.tenant(), account, target);
    if (account == null && result != Result.NOT_TRIED) {
      throw ProblemException.of(StatusCode.PATH, "No service account is set");
    }
    return call.ok(new Tried(result.name()));
  }

  private Reply send(Call call) {
    var body = call.fields();
    var event = body.present("event", body.choice("event", EVENTS));
    var request = new SendPush.Request(
        PushEvent.valueOf(event), data(body), body.smallInteger("attempt", 1, MAX_ATTEMPT));
    return push.send(CallbackAdminRoutes.key(call), request)
        .map(outcome -> call.ok(new Sent(outcome.name())))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN));
  }

  private static Map<String, String> data(Fields body) {
    Map<String, String> data = new HashMap<>();
    var sent = body.object("data");
    if (sent != null) {
      int length = 0;
      for (var entry : sent.properties()) {
        if (!entry.getValue().isTextual()) {
          throw body.wrong("data." + entry.getKey(), "expected a string");
        }
        length += entry.getKey().length() + entry.getValue().textValue().length();
        data.put(entry.getKey(), entry.getValue().textValue());
      }
      if (length > MAX_DATA) {
        throw body.wrong("data", "expected at most " + MAX_DATA + " characters in all");
      }
    }
    return data;
  }

  /** What came of a push. */
  record Sent(String result) {}

  /** What Firebase says of a push that nobody gets. */
  record Tried(String result) {}

  /** What may be told. */
  record Standing(
      boolean set,
      @Nullable String setAt,
      @Nullable Boolean usable,
      @Nullable String projectId,
      @Nullable String clientEmail) {

    private static final Standing NONE = new Standing(false, null, null, null, null);

    private static Standing of(KeepCredential.Standing<PushAccount> standing) {
      var at = WireTime.format(standing.at());
      var account = standing.credential();
      return account == null
          ? new Standing(true, at, false, null, null)
          : new Standing(true, at, true, account.projectId(), account.clientEmail());
    }
  }
}
