package io.openges.ports.contract;

import static io.openges.ports.testing.Callbacks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Booking;
import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackId;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.CompletionReason;
import io.openges.domain.callback.Status;
import io.openges.domain.callback.UserData;
import io.openges.domain.queue.QueueName;
import io.openges.ports.driven.callback.CallbackQueries;
import io.openges.ports.driven.callback.CallbackQueries.Cursor;
import io.openges.ports.driven.callback.CallbackQueries.Filter;
import io.openges.ports.driven.callback.CallbackQueries.NumberFilter;
import io.openges.ports.driven.callback.CallbackQueries.Page;
import io.openges.ports.driven.callback.CallbackQueries.Range;
import io.openges.ports.driven.callback.CallbackStore;
import io.openges.ports.testing.Callbacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link CallbackQueries} does; one subclass for each implementation. */
public abstract class CallbackQueriesContract extends StoreContract {

  private static final Range ALWAYS = new Range(null, null);
  private static final Page ALL = new Page(1000, null);

  @Test
  void callbacksAreListedByDesiredTime() {
    var third = given(scheduled().desiredAt(NOON.plusMillis(1)).build());
    var first = given(immediate().desiredAt(NOON.minusMillis(1)).build());
    var second = given(scheduled().desiredAt(NOON).build());

    assertThat(list(ALWAYS)).containsExactly(first, second, third);
  }

  @Test
  void thoseOfOneTimeAreListedByTheTextOfTheirIds() {
    var low = given(scheduled().id(id("0")).build());
    var high = given(scheduled().id(id("f")).build());
    var middle = given(scheduled().id(id("7")).build());

    assertThat(list(ALWAYS)).containsExactly(low, middle, high);
  }

  @Test
  void queuesInWhichSomebodyWaitsAreFound() {
    var waiting = given(immediate().desiredAt(NOON.minusMillis(1)).build());
    given(immediate().queue(new QueueName("later")).desiredAt(NOON).build());
    given(scheduled()
        .queue(new QueueName("scheduled"))
        .desiredAt(NOON.minusMillis(1))
        .build());
    var tenant = waiting.key().tenant();

    assertThat(stores().queries().waiting(tenant, NOON)).containsExactly(waiting.queue());
    assertThat(stores().queries().waiting(Callbacks.anyTenant(), NOON)).isEmpty();
  }

  @Test
  void aNumberIsFoundByTheDigitsOfItsInternationalFormOrAsGiven() {
    var international = given(scheduled().e164("+33123456789").build());
    var given = given(scheduled().desiredAt(NOON.plusMillis(1)).build());
    var digits = given.booking().phoneNumber().digits();

    assertThat(ofNumber(false, "33123456789")).containsExactly(international);
    assertThat(ofNumber(false, digits, "33123456789")).containsExactly(international, given);
    assertThat(ofNumber(false, international.booking().phoneNumber().asGiven())).isEmpty();
    assertThat(ofNumber(false, "3312345678")).isEmpty();
  }

  @Test
  void completedCallbacksOfANumberAreLeftOutIfAsked() {
    var open = given(scheduled().e164("+33123456789").build());
    var completed = cancelled(given(scheduled().e164("+33123456789").build()));
    var first = completed.with(
        new Status(CallbackState.SCHEDULED, null, 1, Callbacks.BOOKED_AT), completed.progress());
    stores()
        .callbacks()
        .update(new CallbackStore.Update(Callbacks.changed(first, completed), null, null));

    assertThat(ofNumber(true, "33123456789")).containsExactly(open);
    assertThat(ofNumber(false, "33123456789")).containsExactlyInAnyOrder(open, completed);
  }

  private List<Callback> ofNumber(boolean openOnly, String... digits) {
    return stores()
        .queries()
        .ofNumber(new NumberFilter(tenant, Set.of(digits), queue, openOnly, 1000));
  }

  @Test
  void listsHoldEverythingButUserData() {
    var full = givenLater(
        scheduled()
            .state(CallbackState.QUEUED)
            .details(Callbacks.fullDetails())
            .attempt(Callbacks.fullAttempt())
            .revocation(Callbacks.fullRevocation())
            .version(5)
            .build(),
        NOON);

    assertThat(list(ALWAYS)).containsExactly(withoutUserData(full));
  }

  @Test
  void othersCallbacksAreNotListed() {
    given(Callbacks.scheduled().queue(queue).build());

    assertThat(list(ALWAYS)).isEmpty();
  }

  @Test
  void onlyTheWishedStatesAreListed() {
    var waiting = given(scheduled().build());
    var routing = givenLater(scheduled().state(CallbackState.ROUTING).version(2).build(), NOON);
    given(immediate().build());

    assertThat(listStates(Set.of(CallbackState.ROUTING, CallbackState.SCHEDULED)))
        .containsExactlyInAnyOrder(waiting, routing);
    assertThat(listStates(Set.of(CallbackState.PROCESSING))).isEmpty();
  }

  @Test
  void onlyTheWishedQueueIsListed() {
    given(scheduled().build());
    var other = new QueueName(queue.value().toLowerCase(Locale.ROOT));
    var inOther = given(scheduled().queue(other).build());

    assertThat(list(new Filter(tenant, Set.of(), other, ALWAYS, null, ALL)))
        .containsExactly(inOther);
  }

  @Test
  void onlyTheWishedReasonIsListed() {
    given(scheduled().build());
    givenLater(scheduled().completed(new CompletionReason("BUSY_2")).version(2).build(), null);
    var busy = givenLater(
        scheduled().completed(new CompletionReason("BUSY")).version(2).build(), null);

    assertThat(list(new Filter(tenant, Set.of(), null, ALWAYS, "BUSY", ALL))).containsExactly(busy);
  }

  @Test
  void aRangeHasItsStartButNotItsEnd() {
    var before = given(scheduled().desiredAt(NOON.minusMillis(1)).build());
    var at = given(scheduled().desiredAt(NOON).build());
    var after = given(scheduled().desiredAt(NOON.plusMillis(1)).build());

    assertThat(list(new Range(NOON, NOON.plusMillis(1)))).containsExactly(at);
    assertThat(list(new Range(NOON, null))).containsExactly(at, after);
    assertThat(list(new Range(null, NOON))).containsExactly(before);
    assertThat(list(new Range(NOON, NOON))).isEmpty();
  }

  @Test
  void allConditionsHoldAtOnce() {
    var wanted = givenLater(cancelled(scheduled().build()), null);
    givenLater(cancelled(scheduled().desiredAt(NOON.plusMillis(1)).build()), null);
    givenLater(cancelled(scheduled().queue(new QueueName("other")).build()), null);
    given(scheduled().build());

    assertThat(list(new Filter(
            tenant,
            Set.of(CallbackState.COMPLETED),
            queue,
            new Range(NOON, NOON.plusMillis(1)),
            "CANCELLED",
            ALL)))
        .containsExactly(wanted);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 12, 13})
  void pagesTogetherHoldEverythingOnce(int limit) {
    for (int i = 0; i < 12; i++) {
      given(scheduled().desiredAt(NOON.plusMillis(i / 5)).build());
    }
    var all = list(ALWAYS);
    var paged = new ArrayList<Callback>();
    @Nullable Cursor end = null;
    for (int page = 0; page <= 12 / limit; page++) {
      var part = list(filter(Set.of(), ALWAYS, new Page(limit, end)));
      assertThat(part.size()).isLessThanOrEqualTo(limit);
      paged.addAll(part);
      end = part.isEmpty() ? end : cursor(part.get(part.size() - 1));
    }

    assertThat(paged).containsExactlyElementsOf(all).hasSize(12);
  }

  @Test
  void aPageGoesOnThoughItsLastCallbackIsGone() {
    var first = given(scheduled().desiredAt(NOON).build());
    var second = given(scheduled().desiredAt(NOON.plusMillis(2)).build());
    var gone = new Cursor(NOON.plusMillis(1), Callbacks.anyId());

    assertThat(list(filter(Set.of(), ALWAYS, new Page(9, gone)))).containsExactly(second);
    assertThat(list(filter(Set.of(), ALWAYS, new Page(9, cursor(first))))).containsExactly(second);
  }

  @Test
  void openCallbacksAreCountedByTenantAndState() {
    given(scheduled().build());
    given(scheduled().queue(new QueueName("other")).build());
    given(immediate().build());
    givenLater(cancelled(scheduled().build()), null);
    var other = given(Callbacks.immediate().build());

    var counts = stores().queries().countOpen();

    assertThat(counts)
        .containsEntry(tenant, Map.of(CallbackState.SCHEDULED, 2L, CallbackState.QUEUED, 1L))
        .containsEntry(other.key().tenant(), Map.of(CallbackState.QUEUED, 1L));
  }

  @Test
  void tenantsWithNothingOpenAreNotCounted() {
    givenLater(cancelled(scheduled().build()), null);

    assertThat(stores().queries().countOpen()).doesNotContainKey(tenant);
  }

  private Filter filter(Set<CallbackState> states, Range desired, Page page) {
    return new Filter(tenant, states, null, desired, null, page);
  }

  private List<Callback> list(Range desired) {
    return list(filter(Set.of(), desired, ALL));
  }

  private List<Callback> listStates(Set<CallbackState> states) {
    return list(filter(states, ALWAYS, ALL));
  }

  private List<Callback> list(Filter filter) {
    return stores().queries().list(filter);
  }

  private static Cursor cursor(Callback callback) {
    return new Cursor(callback.schedule().desiredTime(), callback.key().id());
  }

  /** Returns an id whose text begins with {@code digit}. */
  private static CallbackId id(String digit) {
    return new CallbackId(UUID.fromString(digit + UUID.randomUUID().toString().substring(1)));
  }

  private static Callback withoutUserData(Callback callback) {
    var booking = callback.booking();
    var details = booking.details();
    return new Callback(
        callback.key(),
        callback.queue(),
        new Booking(
            booking.source(),
            booking.phoneNumber(),
            booking.requestedTime(),
            booking.createdAt(),
            new Booking.Details(
                details.offer(), details.routing(), details.pushTargets(), UserData.NONE),
            booking.settingsVersion()),
        callback.schedule(),
        callback.status(),
        callback.progress());
  }
}
