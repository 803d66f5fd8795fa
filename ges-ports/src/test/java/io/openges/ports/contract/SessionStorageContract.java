package io.openges.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openges.domain.callback.Callback;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.driven.callback.CallbackStore.Update;
import io.openges.ports.driven.callback.SessionStorage;
import io.openges.ports.driven.callback.SessionStorage.Outcome;
import io.openges.ports.testing.Callbacks;
import io.openges.ports.testing.Race;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStorage} does; one subclass for each implementation. */
public abstract class SessionStorageContract extends StoreContract {

  @Test
  void aNewCallbackHasEmptyStorage() {
    assertThat(storage().read(callback())).contains(Map.of());
  }

  @Test
  void unknownCallbacksHaveNone() {
    var unknown = Callbacks.anyKey();

    assertThat(storage().read(unknown)).isEmpty();
    assertThat(storage().merge(unknown, Map.of("k", "1"))).isEqualTo(Outcome.UNKNOWN);
    assertThat(storage().replace(unknown, Map.of())).isEqualTo(Outcome.UNKNOWN);
    assertThat(storage().read(unknown)).isEmpty();
  }

  @Test
  void manyAreReadAtOnceWithoutThoseThatKeepNothing() {
    var one = callback();
    var two = callback();
    var empty = callback();
    var other = callback();
    storage().merge(one, Map.of("a", "1", "é😀", "{\"b\":[2]}"));
    storage().merge(two, Map.of("a", "2"));
    storage().merge(empty, Map.of());
    storage().merge(other, Map.of("a", "3"));

    assertThat(storage().readAll(List.of(two, Callbacks.anyKey(), one, empty, one)))
        .isEqualTo(Map.of(one, Map.of("a", "1", "é😀", "{\"b\":[2]}"), two, Map.of("a", "2")));
    assertThat(storage().readAll(List.of())).isEmpty();
  }

  @Test
  void mergingAddsAndReplaces() {
    var key = callback();
    storage().merge(key, Map.of("a", "1", "b", "2"));

    assertThat(storage().merge(key, Map.of("b", "3", "c", "4"))).isEqualTo(Outcome.STORED);

    assertThat(storage().read(key)).contains(Map.of("a", "1", "b", "3", "c", "4"));
  }

  @Test
  void replacingForgetsTheRest() {
    var key = callback();
    storage().merge(key, Map.of("a", "1", "b", "2"));

    assertThat(storage().replace(key, Map.of("b", "3"))).isEqualTo(Outcome.STORED);
    assertThat(storage().read(key)).contains(Map.of("b", "3"));

    assertThat(storage().replace(key, Map.of())).isEqualTo(Outcome.STORED);
    assertThat(storage().read(key)).contains(Map.of());
  }

  @Test
  void keysAndValuesComeBackAsTheyWere() {
    var key = callback();
    var values = Map.of(
        "k",
        "{\"b\": 1.50,\n\"a\" :[1e3, null,true ],\"b\":2}",
        "é '\"\\ {}:.$ 😀",
        "\"\\u0000 \\ud83d é\"",
        "k".repeat(128),
        "null",
        "K",
        "-0.0");

    storage().replace(key, values);

    assertThat(storage().read(key)).contains(values);
  }

  @Test
  void callbacksDoNotShareStorage() {
    var one = callback();
    var other = callback();

    storage().merge(one, Map.of("k", "1"));

    assertThat(storage().read(other)).contains(Map.of());
    assertThat(storage().read(new CallbackKey(Callbacks.anyTenant(), one.id()))).isEmpty();
  }

  @Test
  void storageMayBeFullToTheLastByte() {
    var key = callback();
    var full = Map.of("é", "\"" + "é".repeat((SessionStorage.MAX_BYTES - 4) / 2) + "\"");

    assertThat(storage().replace(key, full)).isEqualTo(Outcome.STORED);
    assertThat(storage().read(key)).contains(full);
    assertThat(storage().merge(key, full)).isEqualTo(Outcome.STORED);
  }

  @Test
  void oneByteTooMuchChangesNothing() {
    var key = callback();
    var full = Map.of("k", "\"" + "x".repeat(SessionStorage.MAX_BYTES - 3) + "\"");
    storage().replace(key, full);

    assertThat(storage().merge(key, Map.of("a", ""))).isEqualTo(Outcome.TOO_LARGE);
    assertThat(storage().replace(key, Map.of("a", "x".repeat(SessionStorage.MAX_BYTES))))
        .isEqualTo(Outcome.TOO_LARGE);

    assertThat(storage().read(key)).contains(full);
  }

  @Test
  void sizeIsCountedInBytesNotCharacters() {
    assertThat(storage().replace(callback(), Map.of("k", "é".repeat(SessionStorage.MAX_BYTES / 2))))
        .isEqualTo(Outcome.TOO_LARGE);
  }

  @Test
  void storageDoesNotTouchTheCallback() {
    Callback callback = given(scheduled().build());

    storage().merge(callback.key(), Map.of("k", "1"));

    assertThat(stored(callback)).isEqualTo(callback);
  }

  @Test
  void aChangeOfTheCallbackDoesNotTouchStorage() {
    var callback = given(scheduled().build());
    storage().merge(callback.key(), Map.of("k", "1"));

    var change = Callbacks.changed(callback, cancelled(callback));
    stores().callbacks().update(new Update(change, null, null));

    assertThat(storage().read(callback.key())).contains(Map.of("k", "1"));
  }

  @Test
  void racingMergesLoseNothing() throws InterruptedException {
    var key = callback();

    var outcomes = new Race(8, 25)
        .run((caller, round) -> storage()
            .merge(
                key, Map.of("k" + caller + "/" + round, "" + round, "last" + caller, "" + round)));

    assertThat(outcomes.stream().flatMap(List::stream)).containsOnly(Outcome.STORED);
    var expected = new HashMap<String, String>();
    for (int caller = 0; caller < 8; caller++) {
      for (int round = 0; round < 25; round++) {
        expected.put("k" + caller + "/" + round, "" + round);
      }
      expected.put("last" + caller, "24");
    }
    assertThat(storage().read(key)).contains(expected);
  }

  @Test
  void racingMergesDoNotExceedTheLimit() throws InterruptedException {
    var keys = IntStream.range(0, 10).mapToObj(round -> callback()).toList();
    var quarter = "x".repeat(SessionStorage.MAX_BYTES / 4 - 1);

    var outcomes = new Race(8, 10)
        .run((caller, round) -> storage().merge(keys.get(round), Map.of("" + caller, quarter)));

    assertThat(outcomes)
        .allSatisfy(
            round -> assertThat(round).filteredOn(Outcome.STORED::equals).hasSize(4));
    assertThat(keys)
        .allSatisfy(key -> assertThat(storage().read(key).orElseThrow()).hasSize(4));
  }

  private SessionStorage storage() {
    return stores().sessionStorage();
  }

  private CallbackKey callback() {
    return given(scheduled().build()).key();
  }
}
