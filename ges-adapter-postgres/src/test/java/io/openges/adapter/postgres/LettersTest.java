package io.openges.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openges.domain.callback.CallbackKind;
import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.Origin;
import io.openges.domain.callback.TimelineEvent.Actor;
import io.openges.domain.queue.CallDirection;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is stored must never change: old rows are read by it. */
class LettersTest {

  @Test
  void lettersStayAsTheyAre() {
    assertThat(spelled(CallbackState.values(), Letters.STATE))
        .isEqualTo("SCHEDULED=S QUEUED=Q ROUTING=R PROCESSING=P COMPLETED=C");
    assertThat(spelled(CallbackKind.values(), Letters.KIND)).isEqualTo("IMMEDIATE=I SCHEDULED=S");
    assertThat(spelled(Origin.values(), Letters.ORIGIN)).isEqualTo("IVR=V API=A UI=U RECREATE=R");
    assertThat(spelled(CallDirection.values(), Letters.DIRECTION))
        .isEqualTo("USERTERMINATED=T USERORIGINATED=O");
    assertThat(spelled(Actor.values(), Letters.ACTOR))
        .isEqualTo("GES=G ORS=O CUSTOMER=C OPERATOR=P");
  }

  @Test
  void anUnknownLetterIsAnError() {
    assertThatThrownBy(() -> Letters.STATE.read("X")).isInstanceOf(IllegalStateException.class);
  }

  private static <E extends Enum<E>> String spelled(E[] constants, Letters<E> letters) {
    return Arrays.stream(constants)
        .peek(constant -> assertThat(letters.read(letters.of(constant))).isEqualTo(constant))
        .map(constant -> constant.name() + "=" + letters.of(constant))
        .collect(Collectors.joining(" "));
  }
}
