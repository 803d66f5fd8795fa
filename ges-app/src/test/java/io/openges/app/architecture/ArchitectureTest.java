package io.openges.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final String BROKEN_ROOT = "io.openges.app.architecture.broken";

  private static final HouseRules RULES = new HouseRules("io.openges");

  // The option for tests knows folders of classes only; a test-jar has to be left out by name.
  private static final JavaClasses HOUSE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .withImportOption(location -> !location.contains("-tests.jar"))
      .importPackages("io.openges");

  private static final JavaClasses BROKEN_HOUSE =
      new ClassFileImporter().importPackages(BROKEN_ROOT);

  static List<ArchRule> rules() {
    return RULES.all();
  }

  static List<ArchRule> rulesOfTheBrokenHouse() {
    return new HouseRules(BROKEN_ROOT).all();
  }

  static List<String> packages() {
    return List.copyOf(RULES.packages());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleHolds(ArchRule rule) {
    rule.check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rulesOfTheBrokenHouse")
  void ruleCanFail(ArchRule rule) {
    assertThat(rule.evaluate(BROKEN_HOUSE).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void everyPackageThatARuleNamesHasClasses(String name) {
    var inhabited = HOUSE.stream()
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .map(JavaClass::getPackageName)
        .distinct();

    assertThat(inhabited).anyMatch(inhabitedName -> (inhabitedName + ".").startsWith(name + "."));
  }
}
