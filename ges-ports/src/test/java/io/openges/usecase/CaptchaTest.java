package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.booking.ReasonCode;
import io.openges.domain.booking.Refusal;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.captcha.CaptchaSite;
import io.openges.domain.captcha.CaptchaSite.Kind;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.captcha.CaptchaCheck;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.BookCallback.Outcome;
import io.openges.ports.driving.callback.BookCallback.Proof;
import io.openges.ports.memory.InMemoryCaptchaCheck;
import io.openges.ports.testing.Engine;
import io.openges.usecase.captcha.CaptchaGuard;
import io.openges.usecase.captcha.CaptchaGuard.OnOutage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptchaTest {

  private static final Instant START = Instant.parse("2031-03-04T09:00:00Z");
  private static final String SECRET = "secret";

  private final InMemoryCaptchaCheck google = new InMemoryCaptchaCheck(SECRET);
  private final List<TenantId> missed = new ArrayList<>();
  private Optional<CaptchaSite> site = Optional.of(site(Kind.V2, true));
  private final Engine engine = engine(OnOutage.REFUSE);

  @Test
  void aTokenIsAskedForVerifiedOnceAndUsedUp() {
    assertThat(book(null)).isEqualTo("6 CAPTCHA_MISSING");
    assertThat(book(" ")).isEqualTo("6 CAPTCHA_MISSING");
    assertThat(google.asked()).isZero();
    var token = google.solve(null);
    assertThat(book(token)).isEqualTo("booked");
    assertThat(book(token)).isEqualTo("6 CAPTCHA_FAILED");
    assertThat(google.asked()).isEqualTo(2);
  }

  @Test
  void callersWithoutAProofToGiveAreExempt() {
    assertThat(told(engine.ges().bookCallback().book(command(null, null)))).isEqualTo("booked");
    assertThat(google.asked()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, booked",
    "0.49, 6 CAPTCHA_FAILED",
    "1, booked",
    ", 6 CAPTCHA_FAILED",
  })
  void aScoreBelowTheMinimumIsAMachine(@Nullable Double score, String expected) {
    site = Optional.of(site(Kind.V3, true));

    assertThat(book(google.solve(score))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "inherit, off, booked",
    "inherit, none, booked",
    "no, on, booked",
    "no, none, booked",
    "yes, off, 6 CAPTCHA_MISSING",
    "yes, on, 6 CAPTCHA_MISSING",
    "yes, none, 6 CAPTCHA_UNAVAILABLE",
    "inherit, on, 6 CAPTCHA_MISSING",
  })
  void theRowSaysMoreThanTheTenant(String row, String tenant, String expected) {
    publish("captchaRequired", row);
    site =
        tenant.equals("none") ? Optional.empty() : Optional.of(site(Kind.V2, tenant.equals("on")));

    assertThat(book(null)).isEqualTo(expected);
    assertThat(missed).hasSize(expected.endsWith("UNAVAILABLE") ? 1 : 0);
  }

  @Test
  void anOutageRefuses() {
    google.answer(false);

    assertThat(book(google.solve(null))).isEqualTo("6 CAPTCHA_UNAVAILABLE");
  }

  @Test
  void anOutageLetsPassAndMarksWhereThatIsWanted() {
    var lenient = engine(OnOutage.ALLOW);
    google.answer(false);

    var outcome =
        lenient.ges().bookCallback().book(command(new Proof(google.solve(null), null), null));

    var key = ((Outcome.Booked) outcome).callback().key();
    assertThat(lenient.ges().callbacks().find().timeline(key).get(0).note())
        .isEqualTo("API_CAPTCHA_UNVERIFIED");
  }

  @Test
  void anUnspentTokenIsNotSpentOnWhatIsWrongBefore() {
    publish("callDirection", "USERORIGINATED");

    assertThat(book(google.solve(null))).isEqualTo("5 PUSH_TARGET_REQUIRED");
    assertThat(google.asked()).isZero();
  }

  @Test
  void itComesBeforeWhatIsWrongLater() {
    publish("immediateCallbackEnabled", false);

    var refused = (Outcome.Refused) outcome("made up");

    assertThat(refused.refusal().check()).isEqualTo(6);
    assertThat(refused.grounds().failed())
        .extracting(one -> one.refusal().check())
        .containsExactly(6, 8);
  }

  @Test
  void aRepetitionAsksNobody() {
    var token = google.solve(null);
    var key = key("key");
    var first = engine.ges().bookCallback().book(command(new Proof(token, null), key));

    var again = engine.ges().bookCallback().book(command(new Proof(token, null), key));

    assertThat(first).isInstanceOf(Outcome.Booked.class);
    assertThat(again).isEqualTo(new Outcome.Replayed("answer"));
    assertThat(google.asked()).isEqualTo(1);
  }

  @Test
  void aTwinWaitsUntilTheFirstIsBooked() throws Exception {
    var command = command(new Proof(google.solve(null), null), key("key"));
    var asked = new CountDownLatch(1);
    var answers = new CountDownLatch(1);
    var slow = guarded(question -> {
      asked.countDown();
      awaited(answers);
      return google.verify(question);
    });
    var first = CompletableFuture.supplyAsync(() -> slow.ges().bookCallback().book(command));
    awaited(asked);
    slow.whenWaiting(() -> {
      answers.countDown();
      first.join();
    });

    assertThat(slow.ges().bookCallback().book(command)).isEqualTo(new Outcome.Replayed("answer"));
    assertThat(first.get()).isInstanceOf(Outcome.Booked.class);
    assertThat(google.asked()).isEqualTo(1);
  }

  @Test
  void aTwinThatHasWaitedLongIsToldSoAndOthersDoNotWait() {
    var book = new AtomicReference<Supplier<List<String>>>(List::of);
    var during = new ArrayList<String>();
    var nested = guarded(question -> {
      during.addAll(book.getAndSet(List::of).get());
      return google.verify(question);
    });
    var command = command(new Proof(google.solve(null), null), key("key"));
    var other = command(new Proof(google.solve(null), null), key("other"));
    var pauses = new AtomicInteger();
    nested.whenWaiting(pauses::incrementAndGet);
    book.set(() -> List.of(
        told(nested.ges().bookCallback().book(command)),
        told(nested.ges().bookCallback().book(other))));

    assertThat(told(nested.ges().bookCallback().book(command))).isEqualTo("booked");

    assertThat(during).containsExactly("KeyBusy[]", "booked");
    assertThat(pauses).hasValue(50);
  }

  @Test
  void whoIsRefusedLetsItsTwinGo() {
    var key = key("key");
    for (int i = 0; i < 2; i++) {
      var refused = engine.ges().bookCallback().book(command(new Proof("bad", null), key));
      assertThat(told(refused)).isEqualTo("6 CAPTCHA_FAILED");
    }

    var good = command(new Proof(google.solve(null), null), key);
    assertThat(told(engine.ges().bookCallback().book(good))).isEqualTo("booked");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Engine guarded(CaptchaCheck check) {
    var sites = new CaptchaGuard.Sites(tenant -> site, missed::add);
    return Engine.guarded(START, new CaptchaGuard(sites, check, OnOutage.REFUSE));
  }

  private static BookCallback.Idempotency key(String name) {
    return new BookCallback.Idempotency(name, "print", callback -> "answer");
  }

  @Test
  void explainAsksNobody() {
    var explain = engine.ges().questions().explain();

    assertThat(explain.booking(command(new Proof(null, null), null)).reasons())
        .containsExactly(Refusal.of(6, ReasonCode.CAPTCHA_MISSING));
    assertThat(explain.booking(command(new Proof("any", null), null)).reasons()).isEmpty();
    assertThat(google.asked()).isZero();
  }

  private Engine engine(OnOutage onOutage) {
    var sites = new CaptchaGuard.Sites(tenant -> site, missed::add);
    return Engine.guarded(START, new CaptchaGuard(sites, google, onOutage));
  }

  private void publish(String column, Object value) {
    var row = Engine.row("always", 2);
    row.put(column, value);
    engine.publish(Map.of(Engine.ALWAYS.value(), row));
  }

  private String book(@Nullable String token) {
    return told(outcome(token));
  }

  private Outcome outcome(@Nullable String token) {
    return engine.ges().bookCallback().book(command(new Proof(token, "192.0.2.7"), null));
  }

  private static String told(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        ? refused.refusal().check() + " " + refused.refusal().code()
        : outcome instanceof Outcome.Booked ? "booked" : outcome.toString();
  }

  private static BookCallback.Command command(
      @Nullable Proof proof, BookCallback.@Nullable Idempotency key) {
    return new BookCallback.Command(
        Engine.TENANT,
        Engine.ALWAYS,
        Origin.API,
        PhoneNumber.of("+33123456789"),
        BookCallback.When.NOW,
        new BookCallback.Extras(Booking.Details.NONE, key, proof, BookCallback.Attributes.NONE));
  }

  private static CaptchaSite site(Kind kind, boolean enabled) {
    return new CaptchaSite(kind, "site", SECRET, 0.5, enabled);
  }
}
