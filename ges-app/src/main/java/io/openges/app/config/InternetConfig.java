package io.openges.app.config;

import static java.util.Objects.requireNonNull;

import io.openges.usecase.captcha.CaptchaGuard.OnOutage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Services on the internet (specification 17.6). Immutable and thread-safe.
 *
 * @param recaptcha the whole URL of siteverify, null for Google's
 * @param onOutage what becomes of bookings while nobody can verify that persons make them
 * @param push where pushes are sent
 * @param proxy the way to all of them, null for the direct one
 */
public record InternetConfig(
    @Nullable URI recaptcha,
    OnOutage onOutage,
    Push push,
    @Nullable EgressProxy proxy) {

  /** Google's services. */
  public static final InternetConfig DEFAULTS =
      new InternetConfig(null, OnOutage.REFUSE, new Push(null, null, null), null);

  /** Checks that there is a policy. */
  public InternetConfig {
    requireNonNull(onOutage, "onOutage");
    requireNonNull(push, "push");
  }

  /**
   * Where pushes are sent. Immutable and thread-safe.
   *
   * @param fcm base address of Firebase Cloud Messaging, null for Google's
   * @param tokens the whole address where Google gives tokens, null for Google's
   * @param nexus base address of Nexus, which then sends in place of Firebase; null for none
   */
  public record Push(
      @Nullable URI fcm, @Nullable URI tokens, @Nullable URI nexus) {

    private Push completed(URI simulated) {
      return new Push(
          fcm == null ? simulated : fcm,
          tokens == null ? simulated.resolve("/token") : tokens,
          nexus);
    }
  }

  static InternetConfig read(Values values) {
    return new InternetConfig(
        url(values, "GES_RECAPTCHA_URL"),
        values.choice("GES_CAPTCHA_ON_OUTAGE", DEFAULTS.onOutage()),
        new Push(
            values.fullUrl("GES_FCM_URL"),
            url(values, "GES_GOOGLE_TOKEN_URL"),
            values.fullUrl("GES_NEXUS_URL")),
        EgressProxy.read(values));
  }

  /** Reads a URL that is used as it stands. */
  private static @Nullable URI url(Values values, String name) {
    if (values.text(name) == null) {
      return null;
    }
    return values.parsed(
        name,
        Values.NO_URL,
        InternetConfig::toUrl,
        "must be a URL that begins with http:// or https://");
  }

  private static Optional<URI> toUrl(String text) {
    try {
      var uri = new URI(text);
      boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return isWeb && uri.getHost() != null && uri.getRawFragment() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  /** Returns the same, with simulated services in place of those that nobody has named. */
  public InternetConfig completed(URI simulated) {
    return new InternetConfig(
        recaptcha == null ? simulated.resolve("/recaptcha/api/siteverify") : recaptcha,
        onOutage,
        push.completed(simulated),
        proxy);
  }
}
