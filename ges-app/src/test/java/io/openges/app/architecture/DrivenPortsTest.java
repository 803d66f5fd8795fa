package io.openges.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrivenPortsTest {

  private static final String PORTS = "io.openges.ports";

  /** With the contracts, which travel in the test-jar. */
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PORTS);

  @Test
  void everyDrivenPortHasAnInMemoryTwin() {
    assertThat(drivenPortsWithout(DrivenPortsTest::hasTwin)).isEmpty();
  }

  @Test
  void everyDrivenPortIsCalledByAContract() {
    assertThat(drivenPortsWithout(DrivenPortsTest::hasContract)).isEmpty();
  }

  @Test
  void thereAreDrivenPorts() {
    assertThat(drivenPorts()).isNotEmpty();
  }

  private static Stream<String> drivenPortsWithout(Predicate<JavaClass> condition) {
    return drivenPorts().filter(condition.negate()).map(JavaClass::getSimpleName);
  }

  private static Stream<JavaClass> drivenPorts() {
    return CLASSES.stream()
        .filter(type -> type.getPackageName().startsWith(PORTS + ".driven."))
        .filter(type -> type.isInterface() && type.isTopLevelClass())
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }

  private static boolean hasTwin(JavaClass port) {
    return port.getAllSubclasses().stream()
        .anyMatch(type -> type.getPackageName().equals(PORTS + ".memory"));
  }

  private static boolean hasContract(JavaClass port) {
    return port.getAccessesToSelf().stream()
        .map(access -> access.getOriginOwner())
        .anyMatch(type -> type.getPackageName().equals(PORTS + ".contract")
            && type.getName().contains("Contract"));
  }
}
