package io.openges.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.UserData;
import io.openges.domain.callin.CallInGroups;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.CallInRequest.State;
import io.openges.domain.queue.SettingsTable.Problem;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.Dependency;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.audit.AuditLog.Filter;
import io.openges.ports.driven.audit.AuditLog.Page;
import io.openges.ports.driven.queue.SettingsStore;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callin.CallIns;
import io.openges.ports.driving.callin.CallIns.Outcome;
import io.openges.ports.driving.callin.KeepCallInGroups;
import io.openges.ports.driving.callin.KeepCallInGroups.Change;
import io.openges.ports.driving.queue.RuleCommand;
import io.openges.ports.driving.queue.RuleOutcome;
import io.openges.ports.memory.InMemoryAuditLog;
import io.openges.ports.memory.InMemoryCallInRequests;
import io.openges.ports.memory.InMemoryIds;
import io.openges.ports.memory.InMemorySettingsStore;
import io.openges.ports.phone.KnownNumberPlan;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Engine;
import io.openges.usecase.callin.CallInsService;
import io.openges.usecase.callin.KeepCallInGroupsService;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallInTest {

  private static final TenantId TENANT = Engine.TENANT;
  private static final String NUMBER = "+18005550100";

  private final Engine engine = Engine.startingAt(Instant.parse("2031-03-04T05:06:07Z"));
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final AtomicReference<SettingsStore> store =
      new AtomicReference<>(new InMemorySettingsStore(audit));
  private final KeepCallInGroups groups =
      new KeepCallInGroupsService(following(store), engine.time());
  private final InMemoryCallInRequests requests = new InMemoryCallInRequests();
  private final List<CallInRequest> confirmed = new ArrayList<>();
  private boolean isAway;
  private final AtomicLong ids = new AtomicLong();
  private final CallInsService callIns = new CallInsService(
      groups,
      requests,
      engine.ges().callbacks().find(),
      new CallInsService.Knowledge(
          new KnownNumberPlan(),
          new InMemoryIds(ids::incrementAndGet),
          bound -> bound - 1,
          engine.time()),
      this::confirm);

  @Test
  void aCallWithItsCodeIsKnownAgain() {
    define("VIP", Map.of("numbers", List.of(NUMBER), "expirySeconds", 60));

    var request = expected("VIP", null);

    assertThat(request.line().number()).isEqualTo(NUMBER);
    assertThat(request.line().accessCode()).isEqualTo(999_999);
    assertThat(request.expiresAt()).isEqualTo(engine.time().instant().plusSeconds(60));
    assertThat(callIns.match(new CallIns.Call(TENANT, NUMBER, null, 999_998L, "a")))
        .isEmpty();
    assertThat(callIns.match(new CallIns.Call(TENANT, NUMBER, null, 999_999L, "a")))
        .contains(request.as(State.MATCHED));
    assertThat(confirmed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1 650 253 0000", "16502530000", "(650) 253-0000", "6502530000"})
  void aCallerIsKnownHoweverTheSwitchWritesTheNumbers(String ani) {
    define("VIP", Map.of("numbers", List.of(NUMBER), "generateAccessCode", false));
    var request = expected("VIP", "+1 (650) 253-0000");

    for (var dnis : List.of("18005550100", "8005550100", NUMBER)) {
      assertThat(callIns.match(new CallIns.Call(TENANT, dnis, ani, null, "a")))
          .contains(request.as(State.MATCHED));
    }
  }

  @Test
  void whenNoNumberIsFreeItIsSaidWhenTheNextOneWillBe() {
    define("ONE", Map.of("numbers", List.of(NUMBER), "generateAccessCode", false));
    expected("ONE", null);
    engine.time().advance(Duration.ofSeconds(100));

    assertThat(callIns.request(command("ONE", null, null)))
        .isEqualTo(new Outcome.NoneFree(Duration.ofSeconds(200)));
    engine.time().advance(Duration.ofSeconds(200));
    expected("ONE", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "anonymous", "Restricted", "+"})
  void wrongCodesOfCallersWithoutANumberAreNotTakenForOneCallers(String ani) {
    define("VIP", Map.of("numbers", List.of(NUMBER)));
    expected("VIP", null);
    for (int i = 0; i < 10; i++) {
      var elsewhere = "+1800555020" + i;
      assertThat(callIns.match(new CallIns.Call(TENANT, elsewhere, ani, 1L, "a" + i)))
          .isEmpty();
    }

    assertThat(callIns.match(new CallIns.Call(TENANT, NUMBER, ani, 999_999L, "b")))
        .isPresent();
  }

  @Test
  void whatIsWrongIsSaid() {
    define("VIP", Map.of("numbers", List.of(NUMBER)));

    assertThat(callIns.request(command("vip", "x", null))).isEqualTo(new Outcome.UnknownGroup());
    assertThat(callIns.request(
            new CallIns.Command(Callbacks.anyTenant(), "VIP", null, UserData.NONE, null)))
        .isEqualTo(new Outcome.UnknownGroup());
    assertThat(callIns.request(command("VIP", "hello", null))).isEqualTo(new Outcome.BadNumber());
    for (var id : List.of("x", "00000000-0000-4000-8000-000000000009")) {
      assertThat(callIns.request(command("VIP", null, id)))
          .isEqualTo(new Outcome.UnknownCallback());
    }
  }

  @Test
  void aRequestThatNamesACallbackConfirmsIt() {
    define("VIP", Map.of("numbers", List.of(NUMBER)));
    var id = booked();

    var outcome = callIns.request(command("VIP", null, id.toString()));

    var request = ((Outcome.Expected) outcome).request();
    assertThat(request.sent().callback()).isEqualTo(id);
    assertThat(confirmed).containsExactly(request);
  }

  @Test
  void aNumberIsFreeAgainWhenItsRequestCouldNotConfirm() {
    define("OWN", Map.of("numbers", List.of(NUMBER), "generateAccessCode", false));
    var command = command("OWN", null, booked().toString());

    isAway = true;
    assertThatThrownBy(() -> callIns.request(command))
        .isInstanceOf(DependencyUnavailableException.class);
    isAway = false;

    assertThat(callIns.request(command)).isInstanceOf(Outcome.Expected.class);
    assertThat(confirmed).hasSize(1);
  }

  private void confirm(CallInRequest request) {
    if (isAway) {
      throw new DependencyUnavailableException(Dependency.POSTGRESQL, "answer an offer");
    }
    confirmed.add(request);
  }

  private CallbackId booked() {
    var booked = engine
        .ges()
        .bookCallback()
        .book(new BookCallback.Command(
            TENANT,
            Engine.ALWAYS,
            Origin.API,
            PhoneNumber.of("+16502530000"),
            new BookCallback.When(null, false),
            BookCallback.Extras.NONE));
    return ((BookCallback.Outcome.Booked) booked).callback().key().id();
  }

  @Test
  void groupsAreMadeChangedAndRemovedVersionByVersion() {
    assertThat(groups.current(TENANT)).isEqualTo(CallInGroups.NONE);
    define("VIP", Map.of("numbers", List.of(NUMBER)));
    define("VIP", Map.of("numbers", List.of(NUMBER)));
    assertThat(groups.current(TENANT).version()).as("changed once").isEqualTo(1);

    assertThat(change(new Change.Delete("VIP"), 2)).isEqualTo(new RuleOutcome.VersionConflict<>(1));
    assertThat(change(new Change.Delete("vip"), 1)).isEqualTo(new RuleOutcome.UnknownRule<>());
    var wrong = (RuleOutcome.Invalid<CallInGroups>)
        change(new Change.Define("VIP", Map.of("numbers", List.of("1"))), null);
    assertThat(wrong.errors()).extracting(Problem::path).containsExactly("numbers[0]");
    assertThat(change(new Change.Delete("VIP"), 1))
        .isEqualTo(new RuleOutcome.Changed<>(CallInGroups.NONE.withVersion(2), true));
    assertThat(groups.current(TENANT).groups()).isEmpty();
    assertThat(groups.current(Callbacks.anyTenant()).version()).isZero();
  }

  @Test
  void whatAFailoverPutInPlaceOfALostVersionIsSeen() {
    var after = new InMemorySettingsStore();
    define("LOST", Map.of("numbers", List.of(NUMBER)));
    assertThat(groups.current(TENANT).groups()).containsOnlyKeys("LOST");
    engine.time().advance(Duration.ofSeconds(30));
    new KeepCallInGroupsService(after, engine.time())
        .change(new RuleCommand<>(
            TENANT, new Change.Define("VIP", Map.of("numbers", List.of(NUMBER))), null, null));

    store.set(after);

    assertThat(groups.current(TENANT).version()).isEqualTo(1);
    assertThat(groups.current(TENANT).groups()).containsOnlyKeys("VIP");
  }

  /** The store that {@code current} is at each moment: the primary, and whatever comes after it. */
  private static SettingsStore following(AtomicReference<SettingsStore> current) {
    return (SettingsStore) Proxy.newProxyInstance(
        CallInTest.class.getClassLoader(),
        new Class<?>[] {SettingsStore.class},
        (self, method, args) -> method.invoke(current.get(), args));
  }

  @Test
  void theAuditTellsWhoMadeAGroup() {
    var content = Map.of("numbers", List.of(NUMBER));
    define("VIP", content);
    define("VIP", content);
    change(new Change.Delete("none"), null);
    groups.change(new RuleCommand<>(TENANT, new Change.Delete("VIP"), null, "ada@example.com"));

    assertThat(audit.list(new Filter(TENANT, null, null, null, null, new Page(10, null))))
        .extracting(kept -> kept.entry().actor() + " " + kept.entry().action())
        .containsExactly("ada@example.com DELETE_GROUP", "internal CHANGE_GROUP");
    assertThat(audit.list(
            new Filter(TENANT, null, null, null, "call-in-group:VIP", new Page(10, null))))
        .hasSize(2);
  }

  @Test
  void requestsAreKeptForTwoWeeks() {
    define("VIP", Map.of("numbers", List.of(NUMBER)));
    var request = expected("VIP", null);

    engine.time().advance(CallInsService.RETENTION);
    callIns.purge();
    assertThat(requests.find(request.key())).isPresent();
    engine.time().advance(Duration.ofMillis(1));
    callIns.purge();
    assertThat(requests.find(request.key())).isEmpty();
  }

  private void define(String name, Map<String, ?> content) {
    assertThat(change(new Change.Define(name, content), null))
        .isInstanceOf(RuleOutcome.Changed.class);
  }

  private RuleOutcome<CallInGroups> change(Change change, @Nullable Integer expected) {
    return groups.change(new RuleCommand<>(TENANT, change, expected, null));
  }

  private CallInRequest expected(String group, @Nullable String caller) {
    var outcome = callIns.request(command(group, caller, null));
    assertThat(outcome).isInstanceOf(Outcome.Expected.class);
    return ((Outcome.Expected) outcome).request();
  }

  private static CallIns.Command command(
      String group, @Nullable String caller, @Nullable String callback) {
    return new CallIns.Command(TENANT, group, caller, UserData.NONE, callback);
  }
}
