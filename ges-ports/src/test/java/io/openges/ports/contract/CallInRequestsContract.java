package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.PhoneNumber;
import io.openges.domain.callback.UserData;
import io.openges.domain.callin.CallInKey;
import io.openges.domain.callin.CallInOrder;
import io.openges.domain.callin.CallInRequest;
import io.openges.domain.callin.CallInRequest.Sent;
import io.openges.domain.callin.CallInRequest.State;
import io.openges.domain.callin.CodeSpace;
import io.openges.domain.callin.IncomingCall;
import io.openges.domain.callin.WrongCodes;
import io.openges.domain.tenant.TenantId;
import io.openges.ports.driven.DependencyUnavailableException;
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.callin.CallInRequests.Creation;
import io.openges.ports.driven.callin.CallInRequests.Creation.NoneFree;
import io.openges.ports.driven.callin.Chance;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link CallInRequests} does; one subclass for each implementation. */
@Timeout(240)
public abstract class CallInRequestsContract {

  /** When everything happens unless another time is given. */
  protected static final Instant NOW = Instant.parse("2031-03-04T05:06:07.089Z");

  /** As many codes as a race can take. */
  protected static final CodeSpace TINY = new CodeSpace(10, 8);

  private static final Duration EXPIRY = Duration.ofMinutes(5);
  private static final CodeSpace CODES = CodeSpace.ofLength(6);
  private static final Chance FIRST = bound -> 0;
  private static final String ONE = "+18005550100";
  private static final String TWO = "+18005550101";
  private static final String CALLER = "+16502530000";
  private static final String OTHER = "+16502530001";

  private final TenantId tenant = Callbacks.anyTenant();

  /** Returns what is under test. */
  protected abstract CallInRequests requests();

  /** Returns another node's way to the same truth. */
  protected CallInRequests others() {
    return requests();
  }

  @Test
  void aRequestIsKeptAsItIs() {
    var sent = new Sent(
        "Gr\u00fcppe",
        new PhoneNumber("(650) 253-0000", CALLER),
        new UserData("{\"a\":[1,null,\"\u65e5\"]}"),
        new CallbackId(UUID.randomUUID()));
    var order = new CallInOrder(key(), sent, List.of(ONE), CODES, NOW, NOW.plus(EXPIRY));

    var created = created(requests().create(order, FIRST));

    assertThat(created).isEqualTo(order.request(ONE, 100_000));
    assertThat(requests().find(created.key())).contains(created);
    assertThat(
            requests().find(new CallInKey(Callbacks.anyTenant(), created.key().id())))
        .isEmpty();
    assertThat(matched(call(ONE, null, 100_000L, "c", NOW))).isEqualTo(created.as(State.MATCHED));
  }

  @Test
  void openRequestsOfANumberHaveDifferentCodes() {
    var codes = new ArrayList<Integer>();
    for (int i = 0; i < 5; i++) {
      codes.add(create(CODES, null, NOW, ONE).line().accessCode());
    }

    assertThat(codes).containsExactly(100_000, 100_001, 100_002, 100_003, 100_004);
    assertThat(create(CODES, null, NOW, TWO).line().accessCode()).isEqualTo(100_000);
    var later = NOW.plus(EXPIRY);
    assertThat(create(CODES, null, later, ONE).line().accessCode()).isEqualTo(100_000);
  }

  @Test
  void aNumberWhoseCodesAreAllTakenIsLeftOut() {
    for (int i = 0; i < TINY.size(); i++) {
      create(TINY, null, NOW.plusMillis(i), ONE);
    }

    assertThat(requests().create(order(TINY, null, NOW, ONE), FIRST))
        .isEqualTo(new NoneFree(NOW.plus(EXPIRY)));
    for (int i = 0; i < TINY.size() + 1; i++) {
      create(CODES, null, NOW, TWO);
    }
    assertThat(create(CODES, null, NOW, ONE, TWO).line().number())
        .as("has fewer open requests")
        .isEqualTo(ONE);
    assertThat(requests().create(order(TINY, null, NOW, ONE), FIRST)).isInstanceOf(NoneFree.class);
    assertThat(create(TINY, null, NOW, ONE, TWO).line().number()).isEqualTo(TWO);
  }

  @Test
  void theNumberWithTheFewestOpenRequestsIsGivenThenTheNextInTurn() {
    var numbers = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      numbers.add(create(CODES, null, NOW, ONE, TWO).line().number());
    }
    assertThat(numbers).containsExactly(ONE, TWO, ONE, TWO);

    matched(call(TWO, null, 100_000L, "c", NOW));
    assertThat(create(CODES, null, NOW, ONE, TWO).line().number()).isEqualTo(TWO);
    assertThat(create(CODES, null, NOW, ONE, TWO).line().number()).isEqualTo(ONE);
    assertThat(create(CODES, null, NOW.plus(EXPIRY), ONE, TWO).line().number()).isEqualTo(TWO);
  }

  @Test
  void aNewerRequestOfACallerTakesThePlaceOfTheOlder() {
    var older = create(null, CALLER, NOW, ONE);
    var another = create(null, OTHER, NOW, ONE);
    var newer = create(null, CALLER, NOW.plusSeconds(1), ONE);

    assertThat(requests().find(older.key())).contains(older.as(State.EXPIRED));
    assertThat(requests().find(another.key())).contains(another);
    var when = NOW.plusSeconds(2);
    assertThat(matched(call(ONE, CALLER, null, "a", when)).key()).isEqualTo(newer.key());
    assertThat(requests().match(call(ONE, CALLER, null, "b", when))).isEmpty();
    assertThat(matched(call(ONE, OTHER, null, "c", when)).key()).isEqualTo(another.key());
  }

  @Test
  void whoIsKnownByTheNumberAloneHasItForHimself() {
    var own = create(null, null, NOW, ONE);

    var none = new NoneFree(NOW.plus(EXPIRY));
    assertThat(requests().create(order(null, null, NOW, ONE), FIRST)).isEqualTo(none);
    assertThat(requests().create(order(null, CALLER, NOW, ONE), FIRST)).isEqualTo(none);
    assertThat(requests().create(order(CODES, null, NOW, ONE), FIRST)).isEqualTo(none);
    assertThat(create(null, null, NOW, ONE, TWO).line().number()).isEqualTo(TWO);
    assertThat(matched(call(ONE, OTHER, null, "c", NOW)).key()).isEqualTo(own.key());
    create(CODES, null, NOW, ONE);
    assertThat(requests().create(order(null, null, NOW, ONE), FIRST)).isEqualTo(none);
    create(null, null, NOW.plus(EXPIRY), ONE);
  }

  @Test
  void aRequestIsMatchedOnceAndTheSameCallGetsTheSameAnswer() {
    var request = create(CODES, null, NOW, ONE);
    var code = (long) Objects.requireNonNull(request.line().accessCode());

    var first = matched(call(ONE, null, code, "first", NOW));

    assertThat(first).isEqualTo(request.as(State.MATCHED));
    assertThat(requests().match(call(ONE, null, code, "second", NOW))).isEmpty();
    var muchLater = NOW.plus(Duration.ofDays(1));
    assertThat(requests().match(call(ONE, CALLER, 1L, "first", muchLater))).contains(first);
    assertThat(requests().find(request.key())).contains(first);
  }

  @Test
  void whatHasExpiredIsNotMatchedThoughNobodySweeps() {
    create(CODES, null, NOW, ONE);
    create(null, CALLER, NOW, TWO);

    assertThat(requests().match(call(ONE, null, 100_000L, "a", NOW.plus(EXPIRY))))
        .isEmpty();
    assertThat(requests().match(call(TWO, CALLER, null, "b", NOW.plus(EXPIRY)))).isEmpty();
  }

  @Test
  void tenantsAreKeptApart() {
    create(CODES, null, NOW, ONE);
    var stranger =
        new IncomingCall(Callbacks.anyTenant(), List.of(ONE), List.of(), 100_000L, "c", NOW);

    assertThat(requests().match(stranger)).isEmpty();
    assertThat(requests().match(call(ONE, null, 100_000L, "c", NOW))).isPresent();
  }

  @Test
  void afterTenWrongCodesTheRightOneIsNotFoundForTenMinutes() {
    var expiry = Duration.ofHours(1);
    var order = new CallInOrder(key(), sent(null), List.of(ONE), CODES, NOW, NOW.plus(expiry));
    var request = created(requests().create(order, FIRST));
    for (int i = 0; i < WrongCodes.MOST; i++) {
      assertThat(requests().match(call(ONE, CALLER, 5L, "wrong" + i, NOW))).isEmpty();
    }

    var until = NOW.plus(WrongCodes.WINDOW);
    for (var blocked : List.of(NOW, until.minusMillis(1))) {
      assertThat(requests().match(call(ONE, OTHER, 100_000L, "c", blocked))).isEmpty();
      assertThat(requests().match(call(TWO, CALLER, 100_000L, "c", blocked))).isEmpty();
    }
    assertThat(matched(call(ONE, CALLER, 100_000L, "c", until)).key()).isEqualTo(request.key());
  }

  @Test
  void nineWrongCodesAndCallsWithoutACodeBlockNobody() {
    create(CODES, null, NOW, ONE);
    for (int i = 0; i < WrongCodes.MOST - 1; i++) {
      requests().match(call(ONE, CALLER, 5L, "wrong" + i, NOW));
      requests().match(call(ONE, CALLER, null, "none" + i, NOW));
    }

    assertThat(requests().match(call(ONE, CALLER, 100_000L, "c", NOW))).isPresent();
  }

  @Test
  void manyWhoAskAtOnceGetAsManyCodesAsThereAre() throws InterruptedException {
    var created = new Race(32, 1)
        .run((caller, round) -> {
          var random = new Random(caller);
          var store = caller % 2 == 0 ? requests() : others();
          return patiently(() -> store.create(order(TINY, null, NOW, ONE), random::nextInt));
        })
        .get(0);

    var codes = created.stream()
        .filter(Creation.Created.class::isInstance)
        .map(one -> created(one).line().accessCode())
        .toList();
    assertThat(codes).containsExactlyInAnyOrder(10, 11, 12, 13, 14, 15, 16, 17);
  }

  @Test
  void ofManyWhoWantANumberForThemselvesOneGetsIt() throws InterruptedException {
    var created = new Race(8, 5).run((caller, round) -> {
      var store = caller % 2 == 0 ? requests() : others();
      return patiently(() -> store.create(order(null, null, NOW, ONE + round), FIRST));
    });

    assertThat(created)
        .allSatisfy(round ->
            assertThat(round).filteredOn(Creation.Created.class::isInstance).hasSize(1));
  }

  @Test
  void ofManyCallsWithOneCodeOneIsMatched() throws InterruptedException {
    var request = create(CODES, null, NOW, ONE);
    var answers = new Race(8, 1)
        .run((caller, round) -> {
          var store = caller % 2 == 0 ? requests() : others();
          return patiently(() -> store.match(call(ONE, null, 100_000L, "call " + caller / 2, NOW)));
        })
        .get(0);

    assertThat(answers.stream().flatMap(Optional::stream))
        .as("the same call asked twice")
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.key()).isEqualTo(request.key()));
  }

  /** On a busy machine the last in a line may wait longer than a store lets it. */
  private static <T> T patiently(Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (DependencyUnavailableException busy) {
        if (tries == 20) {
          throw busy;
        }
      }
    }
  }

  private CallInKey key() {
    return new CallInKey(tenant, UUID.randomUUID());
  }

  private static Sent sent(@Nullable String caller) {
    var from = caller == null ? null : new PhoneNumber(caller, caller);
    return new Sent("VIP", from, UserData.NONE, null);
  }

  private CallInOrder order(
      @Nullable CodeSpace codes, @Nullable String caller, Instant now, String... numbers) {
    return new CallInOrder(key(), sent(caller), List.of(numbers), codes, now, now.plus(EXPIRY));
  }

  private CallInRequest create(
      @Nullable CodeSpace codes, @Nullable String caller, Instant now, String... numbers) {
    return created(requests().create(order(codes, caller, now, numbers), FIRST));
  }

  private static CallInRequest created(Creation creation) {
    assertThat(creation).isInstanceOf(Creation.Created.class);
    return ((Creation.Created) creation).request();
  }

  private CallInRequest matched(IncomingCall call) {
    return requests().match(call).orElseThrow();
  }

  private IncomingCall call(
      String number, @Nullable String caller, @Nullable Long code, String callUuid, Instant now) {
    var callers = caller == null ? List.<String>of() : List.of(caller);
    return new IncomingCall(tenant, List.of(number), callers, code, callUuid, now);
  }
}
