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
import io.openges.ports.driven.callin.CallInRequests;
import io.openges.ports.driven.callin.CallInRequests.Creation;
import io.openges.ports.driven.callin.CallInRequests.Personal;
import io.openges.ports.testing.Callbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How requests of every {@link CallInRequests} end, are erased and deleted. */
@Timeout(240)
public abstract class CallInUpkeepContract {

  private static final Instant NOW = Instant.parse("2031-03-04T05:06:07.089Z");
  private static final Duration EXPIRY = Duration.ofMinutes(5);
  private static final CodeSpace CODES = CodeSpace.ofLength(6);
  private static final String ONE = "+18005550100";
  private static final String CALLER = "+16502530000";
  private static final String OTHER = "+16502530001";
  private static final UserData DATA = new UserData("{\"a\":\"b\"}");

  private final TenantId tenant = Callbacks.anyTenant();

  /** Returns what is under test. */
  protected abstract CallInRequests requests();

  /** Returns another node's way to the same truth. */
  protected CallInRequests others() {
    return requests();
  }

  @Test
  void whatIsPersonalIsErasedOnce() {
    var open = create(null, sent(CALLER, null), NOW);
    var other = create(null, sent(OTHER, null), NOW);
    var caller = new Personal(tenant, Set.of(CALLER.substring(1)), Set.of());

    assertThat(others().erase(caller)).isOne();
    assertThat(requests().find(open.key())).contains(open.erased());
    assertThat(requests().find(other.key())).contains(other);
    assertThat(requests().match(call(ONE, List.of(CALLER), null, "n"))).isEmpty();
    assertThat(requests().erase(caller)).isZero();
  }

  @Test
  void whatNamesOneOfSeveralCallbacksIsErasedAtOnce() {
    var ids =
        IntStream.range(0, 3).mapToObj(i -> new CallbackId(UUID.randomUUID())).toList();
    var named = ids.stream().map(id -> create(CODES, sent(null, id), NOW)).toList();
    var both = create(CODES, sent(CALLER, ids.get(0)), NOW);
    var plain = create(CODES, sent(null, null), NOW);
    var meant = new Personal(tenant, Set.of(CALLER.substring(1)), Set.of(ids.get(0), ids.get(2)));

    assertThat(requests().erase(meant)).isEqualTo(3);
    assertThat(requests().find(both.key())).contains(both.erased());
    assertThat(requests().find(named.get(0).key())).contains(named.get(0).erased());
    assertThat(requests().find(named.get(1).key())).contains(named.get(1));
    assertThat(requests().find(named.get(2).key())).contains(named.get(2).erased());
    assertThat(requests().find(plain.key())).contains(plain);
    assertThat(requests().erase(meant)).isZero();
  }

  @Test
  void whatIsExpiredLeavesItsNumberToTheNext() {
    var own = create(null, sent(null, null), NOW);

    others().expire(own.key());
    others().expire(own.key());
    requests().expire(new CallInKey(tenant, UUID.randomUUID()));
    requests().expire(new CallInKey(Callbacks.anyTenant(), own.key().id()));

    assertThat(requests().find(own.key())).contains(own.as(State.EXPIRED));
    var next = create(null, sent(null, null), NOW);
    assertThat(requests().match(call(ONE, List.of(), null, "c"))).isPresent();
    requests().expire(next.key());
    assertThat(requests().find(next.key())).contains(next.as(State.MATCHED));
  }

  @Test
  void whatHadItsTimeIsNotWrittenAgainByANewerRequest() {
    var old = create(null, sent(CALLER, null), NOW.minus(EXPIRY));

    create(null, sent(CALLER, null), NOW);

    assertThat(requests().find(old.key())).contains(old);
  }

  @Test
  void whatIsOldIsDeletedInParts() {
    var old = IntStream.range(0, 5)
        .mapToObj(i -> create(CODES, sent(null, null), NOW.minusSeconds(1)))
        .toList();
    var young = create(CODES, sent(null, null), NOW);
    assertThat(requests().match(call(ONE, List.of(), 100_000L, "c"))).isPresent();

    int deleted = 0;
    for (int i = 0; i < 1000 && stillThere(old) > 0; i++) {
      deleted += requests().purge(NOW, NOW, 2);
    }

    assertThat(stillThere(old)).isZero();
    assertThat(deleted).isGreaterThanOrEqualTo(5);
    assertThat(requests().purge(NOW, NOW, 2)).isLessThan(2);
    assertThat(requests().find(young.key())).isPresent();
    assertThat(requests().match(call(ONE, List.of(), null, "c"))).isEmpty();
  }

  @Test
  void wrongCodesAreDeletedInPartsToo() {
    for (int i = 0; i < 5; i++) {
      assertThat(requests().match(call(ONE + i, List.of(), 1L, "c" + i))).isEmpty();
    }
    var later = NOW.plus(WrongCodes.WINDOW);

    int deleted = 0;
    int last = 2;
    for (int i = 0; i < 1000 && last == 2; i++) {
      last = requests().purge(NOW.minus(Duration.ofDays(1)), later, 2);
      deleted += last;
    }

    assertThat(deleted).as("so the caller knows there is more").isGreaterThanOrEqualTo(5);
    assertThat(last).isLessThan(2);
  }

  private long stillThere(List<CallInRequest> some) {
    return some.stream().filter(one -> requests().find(one.key()).isPresent()).count();
  }

  private static Sent sent(@Nullable String caller, @Nullable CallbackId callback) {
    var from = caller == null ? null : new PhoneNumber(caller, caller);
    return new Sent("VIP", from, callback == null ? UserData.NONE : DATA, callback);
  }

  private CallInRequest create(@Nullable CodeSpace codes, Sent sent, Instant now) {
    var key = new CallInKey(tenant, UUID.randomUUID());
    var order = new CallInOrder(key, sent, List.of(ONE), codes, now, now.plus(EXPIRY));
    var creation = requests().create(order, bound -> 0);
    assertThat(creation).isInstanceOf(Creation.Created.class);
    return ((Creation.Created) creation).request();
  }

  private IncomingCall call(
      String number, List<String> callers, @Nullable Long code, String callUuid) {
    return new IncomingCall(tenant, List.of(number), callers, code, callUuid, NOW);
  }
}
