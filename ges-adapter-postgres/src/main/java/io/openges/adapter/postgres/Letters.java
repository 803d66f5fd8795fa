package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.queue.CallDirection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The letters under which the constants of an enumeration are stored: they stay what they are when
 * a constant is renamed or moved. Immutable and thread-safe.
 */
final class Letters<E extends Enum<E>> {

  static final Letters<CallbackState> STATE = new Letters<>(
      CallbackState.class,
      Map.of(
          CallbackState.SCHEDULED, "S",
          CallbackState.QUEUED, "Q",
          CallbackState.ROUTING, "R",
          CallbackState.PROCESSING, "P",
          CallbackState.COMPLETED, "C"));

  static final Letters<CallbackKind> KIND = new Letters<>(
      CallbackKind.class, Map.of(CallbackKind.IMMEDIATE, "I", CallbackKind.SCHEDULED, "S"));

  static final Letters<Origin> ORIGIN = new Letters<>(
      Origin.class, Map.of(Origin.IVR, "V", Origin.API, "A", Origin.UI, "U", Origin.RECREATE, "R"));

  static final Letters<CallDirection> DIRECTION = new Letters<>(
      CallDirection.class,
      Map.of(CallDirection.USERTERMINATED, "T", CallDirection.USERORIGINATED, "O"));

  static final Letters<Actor> ACTOR = new Letters<>(
      Actor.class,
      Map.of(Actor.GES, "G", Actor.ORS, "O", Actor.CUSTOMER, "C", Actor.OPERATOR, "P"));

  private final Map<E, String> letters;
  private final Map<String, E> constants = new HashMap<>();

  private Letters(Class<E> type, Map<E, String> letters) {
    this.letters = new EnumMap<>(letters);
    letters.forEach((constant, letter) -> constants.put(letter, constant));
    if (constants.size() != type.getEnumConstants().length) {
      throw new IllegalArgumentException("letters of " + type.getSimpleName());
    }
  }

  String of(E constant) {
    var letter = letters.get(constant);
    if (letter == null) {
      throw new IllegalArgumentException("no letter for " + constant);
    }
    return letter;
  }

  E read(String letter) {
    var constant = constants.get(letter);
    if (constant == null) {
      throw new IllegalStateException("no constant for letter " + letter);
    }
    return constant;
  }
}
