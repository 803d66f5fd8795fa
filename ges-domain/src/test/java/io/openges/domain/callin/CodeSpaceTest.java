package io.openges.domain.callin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSpaceTest {

  @ParameterizedTest
  @CsvSource({"5, 10000, 90000", "6, 100000, 900000", "9, 100000000, 900000000"})
  void codesHaveSoManyDigitsAndNoLeadingZero(int digits, int first, int size) {
    var space = CodeSpace.ofLength(digits);

    assertThat(space).isEqualTo(new CodeSpace(first, size));
    assertThat(space.choose(List.of(), bound -> 0)).hasValue(first);
    assertThat(space.choose(List.of(), bound -> bound - 1)).hasValue(first + size - 1);
  }

  @Test
  void everyFreeCodeHasTheSameChanceAndNoOtherHasAny() {
    var space = new CodeSpace(10, 8);
    var taken = List.of(10, 17, 13, 13, 12, 99, 9);
    var counts = new TreeMap<Integer, Integer>();

    for (int draw = 0; draw < 4; draw++) {
      int drawn = draw;
      var code = space.choose(taken, bound -> {
        assertThat(bound).isEqualTo(4);
        return drawn;
      });
      counts.merge(code.orElseThrow(), 1, Integer::sum);
    }

    assertThat(counts).containsOnlyKeys(11, 14, 15, 16);
  }

  @Test
  void aFullSpaceHasNone() {
    assertThat(new CodeSpace(10, 2).choose(List.of(11, 10), bound -> 0))
        .isEqualTo(OptionalInt.empty());
  }

  @Test
  void allCodesOfASpaceCanBeTaken() {
    var random = new Random(16);
    var space = new CodeSpace(100, 50);
    var taken = new HashSet<Integer>();
    for (int i = 0; i < 50; i++) {
      assertThat(taken.add(space.choose(taken, random::nextInt).orElseThrow())).isTrue();
    }
    assertThat(space.choose(taken, random::nextInt)).isEmpty();
  }

  @Test
  void noSpaceIsEmptyOrBeyondAnInt() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CodeSpace(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CodeSpace(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new CodeSpace(1, Integer.MAX_VALUE));
  }
}
