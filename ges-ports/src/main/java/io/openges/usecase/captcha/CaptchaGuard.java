package io.openges.usecase.captcha;

import static java.util.Objects.requireNonNull;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.captcha.CaptchaDemand;
import io.openges.domain.captcha.CaptchaSite;
import io.openges.domain.queue.QueueSettings;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.captcha.CaptchaCheck;
import io.openges.ports.driven.captcha.CaptchaCheck.Refused;
import io.openges.ports.driven.captcha.CaptchaCheck.Solved;
import io.openges.ports.driven.captcha.CaptchaCheck.Verdict;
import io.openges.ports.driving.callback.BookCallback.Command;
import io.openges.ports.driving.callback.BookCallback.Proof;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Check 6 of a booking: that a person makes it, where the queue or its tenant wants to know
 * (specifications 3.2.2 and 15.2). Callers whom it does not concern come without a proof to judge.
 * Safe for use by many threads at once.
 */
public final class CaptchaGuard {

  /** Lets everybody pass: no queue can find out. */
  public static final CaptchaGuard NONE = new CaptchaGuard(
      new Sites(tenant -> Optional.empty(), tenant -> {}),
      question -> new CaptchaCheck.Unavailable("not there"),
      OnOutage.REFUSE);

  private static final int CHECK = 6;

  private final Sites sites;
  private final CaptchaCheck service;
  private final OnOutage onOutage;

  /** Makes it without asking anything. */
  public CaptchaGuard(Sites sites, CaptchaCheck service, OnOutage onOutage) {
    this.sites = requireNonNull(sites, "sites");
    this.service = requireNonNull(service, "service");
    this.onOutage = requireNonNull(onOutage, "onOutage");
  }

  /**
   * What tenants have set up.
   *
   * @param find returns a tenant's site, empty if it has none; may throw
   *     {@link io.openges.ports.driven.DependencyUnavailableException}
   * @param missed told of a tenant that has none though a queue wants proof; must not block or
   *     throw
   */
  public record Sites(Function<TenantId, Optional<CaptchaSite>> find, Consumer<TenantId> missed) {}

  /** What to do while nobody can verify anything. */
  public enum OnOutage {
    /** Take no booking that needs proof. */
    REFUSE,
    /** Take them all and mark them. */
    ALLOW
  }

  /** Returns the judgement of one request, however often its settings are read again. */
  public Passage passage(Command command) {
    return new Passage(command);
  }

  /** Returns what can be said against a request without asking anybody. */
  public Optional<Refusal> foreseen(Command command, QueueSettings settings) {
    var proof = command.extras().proof();
    if (proof == null || CaptchaDemand.of(settings) == CaptchaDemand.NO) {
      return Optional.empty();
    }
    var site = sites.find().apply(command.tenant());
    if (!CaptchaDemand.of(settings).needsProof(site)) {
      return Optional.empty();
    }
    if (site.isEmpty()) {
      return refuse(ReasonCode.CAPTCHA_UNAVAILABLE);
    }
    return proof.isEmpty() ? refuse(ReasonCode.CAPTCHA_MISSING) : Optional.empty();
  }

  private static Optional<Refusal> refuse(ReasonCode code) {
    return Optional.of(Refusal.of(CHECK, code));
  }

  /**
   * The judgement of one request. The service is asked once at most, for it takes no token twice.
   * Not thread-safe.
   */
  public final class Passage {

    private final Command command;
    private @Nullable Verdict verdict;

    private Passage(Command command) {
      this.command = command;
    }

    /**
     * Returns the refusal that a customer of this queue is told: {@code byRule}, unless it comes
     * after this check and this check fails.
     */
    public Optional<Refusal> orRefusal(Optional<Refusal> byRule, QueueSettings settings) {
      return byRule.filter(refusal -> refusal.check() < CHECK).isPresent()
          ? byRule
          : judge(settings).or(() -> byRule);
    }

    /** Says whether the request passed although nobody could verify it. */
    public boolean isUnverified() {
      return verdict instanceof CaptchaCheck.Unavailable;
    }

    private Optional<Refusal> judge(QueueSettings settings) {
      var foreseen = foreseen(command, settings);
      var proof = command.extras().proof();
      if (foreseen.isPresent()) {
        if (foreseen.get().code() == ReasonCode.CAPTCHA_UNAVAILABLE) {
          sites.missed().accept(command.tenant());
        }
        return foreseen;
      }
      var site =
          proof == null ? Optional.<CaptchaSite>empty() : sites.find().apply(command.tenant());
      return proof != null && CaptchaDemand.of(settings).needsProof(site)
          ? site.flatMap(known -> judge(known, proof))
          : Optional.empty();
    }

    private Optional<Refusal> judge(CaptchaSite site, Proof proof) {
      var said = verdict;
      if (said == null) {
        said = service.verify(
            new CaptchaCheck.Question(site.secret(), proof.tokenOrEmpty(), proof.address()));
        verdict = said;
      }
      if (said instanceof Refused) {
        return refuse(ReasonCode.CAPTCHA_FAILED);
      }
      if (said instanceof Solved solved) {
        return isPerson(site, solved) ? Optional.empty() : refuse(ReasonCode.CAPTCHA_FAILED);
      }
      return onOutage == OnOutage.ALLOW ? Optional.empty() : refuse(ReasonCode.CAPTCHA_UNAVAILABLE);
    }

    private static boolean isPerson(CaptchaSite site, Solved solved) {
      var score = solved.score();
      return site.kind() != CaptchaSite.Kind.V3 || (score != null && score >= site.minimumScore());
    }
  }
}
