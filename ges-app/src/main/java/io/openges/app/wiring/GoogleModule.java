package io.openges.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.openges.adapter.http.google.Egress;
import io.openges.adapter.http.google.RecaptchaCheck;
import io.openges.app.config.Config;
import io.openges.domain.captcha.CaptchaSite;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.captcha.CaptchaCheck;
import io.openges.ports.driving.credential.KeepCredential;
import io.openges.usecase.captcha.CaptchaGuard;
import io.openges.usecase.credential.KeptCredential;
import io.openges.usecase.credential.Vault;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Google's services are for. */
final class GoogleModule extends AbstractModule {

  private static final Logger LOG = LoggerFactory.getLogger(GoogleModule.class);
  private static final long WARNING_NANOS = Duration.ofMinutes(1).toNanos();

  @Provides
  @Singleton
  static Egress egress(Config config) {
    var proxy = config.rules().internet().proxy();
    if (proxy == null) {
      return Egress.DIRECT;
    }
    var password = proxy.password();
    return Egress.by(
        new Egress.Gateway(
            proxy.host(), proxy.port(), proxy.user(), password == null ? "" : password.value()),
        proxy.except());
  }

  @Provides
  @Singleton
  static CaptchaCheck captchaCheck(Config config, Egress egress) {
    var address = config.rules().internet().recaptcha();
    return new RecaptchaCheck(address == null ? RecaptchaCheck.GOOGLE : address, egress);
  }

  @Provides
  @Singleton
  static KeepCredential<CaptchaSite> captchaSites(Vault vault) {
    return KeptCredential.captcha(vault);
  }

  @Provides
  @Singleton
  static CaptchaGuard captchaGuard(
      KeepCredential<CaptchaSite> sites, CaptchaCheck check, Config config, LongSupplier nanoTime) {
    Map<TenantId, Long> warned = new ConcurrentHashMap<>();
    var found = new CaptchaGuard.Sites(
        sites::find,
        tenant -> warned.compute(tenant, (same, last) -> {
          long now = nanoTime.getAsLong();
          if (last != null && now - last < WARNING_NANOS) {
            return last;
          }
          LOG.warn("A queue of tenant {} wants CAPTCHA, which is not set up: 7122", tenant);
          return now;
        }));
    return new CaptchaGuard(found, check, config.rules().internet().onOutage());
  }
}
