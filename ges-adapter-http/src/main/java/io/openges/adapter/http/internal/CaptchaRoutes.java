package io.openges.adapter.http.internal;

import static java.util.Objects.requireNonNull;

import io.javalin.http.HandlerType;
import io.openges.adapter.http.envelope.Fields;
import io.openges.adapter.http.envelope.Reply;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.adapter.http.listener.Access;
import io.openges.adapter.http.listener.Call;
import io.openges.adapter.http.listener.Route;
import io.openges.adapter.http.listener.Route.BodyForm;
import io.openges.domain.captcha.CaptchaSite;
import io.openges.domain.captcha.CaptchaSite.Kind;
import io.openges.ports.driving.credential.KeepCredential;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's site at Google reCAPTCHA (specification 15.2): set, dropped, and told but for its
 * secret. Safe for use by many threads at once.
 */
public final class CaptchaRoutes {

  private static final String PATH = "/ges/v1/tenants/{ccid}/credentials/captcha";
  private static final int MAX_KEY = 255;
  private static final Map<String, Kind> KINDS =
      Map.of("v2", Kind.V2, "v2-invisible", Kind.V2_INVISIBLE, "v3", Kind.V3);

  private final KeepCredential<CaptchaSite> sites;

  /** Keeps sites in {@code sites}. */
  public CaptchaRoutes(KeepCredential<CaptchaSite> sites) {
    this.sites = sites;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.TENANT_IN_PATH, this::read),
        new Route(HandlerType.PUT, PATH, Access.TENANT_IN_PATH, BodyForm.JSON, this::put),
        new Route(HandlerType.DELETE, PATH, Access.TENANT_IN_PATH, BodyForm.NONE, this::remove));
  }

  private Reply read(Call call) {
    return call.ok(sites.standing(call.tenant()).map(Standing::of).orElse(Standing.NONE));
  }

  private Reply put(Call call) {
    var site = site(call.fields());
    var at = sites.put(call.tenant(), site).orElseThrow(CredentialAnswers::noKey);
    return call.ok(Standing.of(new KeepCredential.Standing<>(at, site)));
  }

  private Reply remove(Call call) {
    sites.remove(call.tenant());
    return call.ok(Standing.NONE);
  }

  private static CaptchaSite site(Fields body) {
    var kind = body.present("type", body.choice("type", KINDS.keySet()));
    var siteKey = body.required("siteKey", 1, MAX_KEY);
    var secret = body.required("secret", 1, MAX_KEY);
    var score = body.amount("minimumScore");
    if (score != null && score > 1) {
      throw body.wrong("minimumScore", "expected a number of 0 to 1");
    }
    return new CaptchaSite(
        requireNonNull(KINDS.get(kind)),
        siteKey,
        secret,
        score == null ? CaptchaSite.DEFAULT_MINIMUM_SCORE : score,
        body.node("enabled") == null || body.flag("enabled"));
  }

  /** What may be told. */
  record Standing(
      boolean set,
      @Nullable String setAt,
      @Nullable Boolean usable,
      @Nullable String type,
      @Nullable String siteKey,
      @Nullable Double minimumScore,
      @Nullable Boolean enabled) {

    private static final Standing NONE = new Standing(false, null, null, null, null, null, null);

    private static Standing of(KeepCredential.Standing<CaptchaSite> standing) {
      var at = WireTime.format(standing.at());
      var site = standing.credential();
      return site == null
          ? new Standing(true, at, false, null, null, null, null)
          : new Standing(
              true,
              at,
              true,
              word(site.kind()),
              site.siteKey(),
              site.minimumScore(),
              site.enabled());
    }

    private static String word(Kind kind) {
      return KINDS.entrySet().stream()
          .filter(entry -> entry.getValue() == kind)
          .map(Entry::getKey)
          .findFirst()
          .orElseThrow();
    }
  }
}
