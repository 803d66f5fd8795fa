package io.openges.adapter.http.internal;

import static java.util.Objects.requireNonNull;

import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.ProblemException;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.StatusCode;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.domain.audit.AuditEntry;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackKey;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driving.callback.ErasePersonalData;
import io.openges.ports.driving.callback.FindCallback;
import java.util.List;

/**
 * What starts from a number: finding its callbacks, and erasing what is personal (specifications
 * 5.1 and 6.9). Numbers travel in bodies only. Safe for use by many threads at once.
 */
public final class PersonalDataRoutes {

  private static final String TENANT = "/ges/v1/tenants/{ccid}";
  private static final int ID_LENGTH = 36;

  private final FindCallback find;
  private final ErasePersonalData erase;

  /** Answers with these ports. */
  public PersonalDataRoutes(FindCallback find, ErasePersonalData erase) {
    this.find = requireNonNull(find, "find");
    this.erase = requireNonNull(erase, "erase");
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(TENANT + "/callbacks/lookup", Access.TENANT_IN_PATH, this::lookUp),
        Route.post(TENANT + "/personal-data/erase", Access.TENANT_IN_PATH, this::erase));
  }

  private Reply lookUp(Call call) {
    var body = call.fields();
    var number = number(body);
    var service = body.text("service", 1, QueueName.MAX_LENGTH);
    boolean openOnly = body.node("openOnly") == null || body.flag("openOnly");
    var found = find.lookUp(
        call.tenant(), number, service == null ? null : new QueueName(service), openOnly);
    return call.ok(
        new CallbackAdminRoutes.Listed(found.stream().map(CallbackRecord::brief).toList(), null));
  }

  private Reply erase(Call call) {
    var body = call.fields();
    var id = body.text("callbackId", 1, ID_LENGTH);
    if ((id == null) == (body.node("phoneNumber") == null)) {
      throw ProblemException.parameter("body", "expected either phoneNumber or callbackId");
    }
    if (id == null) {
      return call.ok(erase.byNumber(call.tenant(), number(body), AuditEntry.INTERNAL));
    }
    return call.ok(CallbackId.parse(id)
        .flatMap(
            known -> erase.byCallback(new CallbackKey(call.tenant(), known), AuditEntry.INTERNAL))
        .orElseThrow(() -> ProblemException.of(StatusCode.CALLBACK_UNKNOWN)));
  }

  private static PhoneNumber number(Fields body) {
    var number = PhoneNumber.of(body.required("phoneNumber", 1, PhoneNumber.MAX_LENGTH));
    if (number.digits().isEmpty()) {
      throw ProblemException.of(StatusCode.NUMBER_INVALID);
    }
    return number;
  }
}
