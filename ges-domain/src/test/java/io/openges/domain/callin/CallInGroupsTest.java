package io.openges.domain.callin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openges.domain.queue.SettingsTable.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallInGroupsTest {

  private static final String NUMBER = "+18005550100";

  @Test
  void whatIsLeftOutHasItsDefault() {
    assertThat(CallInGroups.readGroup("VIP", Map.of("numbers", List.of(NUMBER), "more", 1)))
        .isEqualTo(
            new CallInGroups.Reading.Valid(new CallInGroup("VIP", List.of(NUMBER), 300, true, 6)));
  }

  @Test
  void aGroupIsReadAsItIsWritten() {
    var groups = CallInGroups.NONE
        .with(new CallInGroup("b", List.of(NUMBER, "+3312"), 30, false, 9))
        .with(new CallInGroup("a", List.of("+123456789012345"), 3600, true, 5));

    assertThat(CallInGroups.read(groups.content())).contains(groups);
    assertThat(groups.withVersion(7).version()).isEqualTo(7);
    assertThat(groups.without("a").groups()).containsOnlyKeys("b");
    assertThat(groups.find("c")).isEmpty();
  }

  @Test
  void aStoredGroupThatCannotBeReadIsLeftOut() {
    var good = Map.of("numbers", List.of(NUMBER));

    assertThat(CallInGroups.read(Map.of("groups", Map.of("a", good, "b", Map.of(), "c", 1)))
            .orElseThrow()
            .groups())
        .containsOnlyKeys("a");
    assertThat(CallInGroups.read(Map.of())).isEmpty();
    assertThat(CallInGroups.read(Map.of("groups", List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "+", "18005550100", "+0123", "+1", "+1234567890123456", "+1 800"})
  void onlyInternationalNumbersAreTaken(String number) {
    assertThat(errors(Map.of("numbers", List.of(NUMBER, number)))).containsExactly("numbers[1]");
  }

  @ParameterizedTest
  @CsvSource({
    "expirySeconds, 29",
    "expirySeconds, 3601",
    "expirySeconds, 30.5",
    "accessCodeLength, 4",
    "accessCodeLength, 10",
    "generateAccessCode, 1"
  })
  void valuesHaveRanges(String name, double value) {
    assertThat(errors(Map.of("numbers", List.of(NUMBER), name, value))).containsExactly(name);
  }

  @Test
  void allErrorsAreNamed() {
    assertThat(errors(Map.of("numbers", List.of(NUMBER, 5, NUMBER), "expirySeconds", "300")))
        .containsExactly("numbers[1]", "numbers[2]", "expirySeconds");
    assertThat(errors(Map.of())).containsExactly("numbers");
    assertThat(errors(Map.of("numbers", List.of()))).containsExactly("numbers");
    assertThat(errors(Map.of("numbers", numbers(101)))).containsExactly("numbers");
    assertThat(errors(Map.of("numbers", numbers(100)))).isEmpty();
    assertThat(CallInGroups.readGroup("x".repeat(65), Map.of("numbers", List.of(NUMBER))))
        .isInstanceOf(CallInGroups.Reading.Invalid.class);
  }

  @Test
  void noGroupIsMadeOfWrongValues() {
    for (var numbers : List.of(List.<String>of(), List.of(NUMBER, NUMBER), List.of("1"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CallInGroup("a", numbers, 300, true, 6));
    }
    var one = List.of(NUMBER);
    for (var name : List.of("", "a".repeat(65))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CallInGroup(name, one, 300, true, 6));
      assertThat(CallInGroups.readGroup(name, Map.of("numbers", one)))
          .isInstanceOf(CallInGroups.Reading.Invalid.class);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new CallInGroup("a", one, 29, true, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> new CallInGroup("a", one, 300, true, 4));
  }

  @Test
  void aNameOfBlanksCanBeStoredButNotGiven() {
    var content = Map.of("numbers", List.of(NUMBER));

    assertThat(CallInGroups.readGroup(" \t", content))
        .isInstanceOf(CallInGroups.Reading.Invalid.class);
    assertThat(CallInGroups.read(Map.of("groups", Map.of(" \t", content, "", content)))
            .orElseThrow()
            .groups())
        .containsOnlyKeys(" \t");
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "+1800" + (5_550_000 + i)).toList();
  }

  private static List<String> errors(Map<String, ?> content) {
    return CallInGroups.readGroup("VIP", content) instanceof CallInGroups.Reading.Invalid invalid
        ? invalid.errors().stream().map(Problem::path).toList()
        : List.of();
  }
}
