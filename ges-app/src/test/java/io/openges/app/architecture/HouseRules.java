package io.openges.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules of the house, for a tree of packages below any root: the real one, or one that breaks
 * them all to prove that they can fail.
 */
final class HouseRules {

  private static final List<String> ADAPTERS = List.of("http", "redis", "postgres", "gws", "ors");

  /**
   * Which technology may be seen from where, besides the application: library package, then its
   * adapters.
   */
  private static final List<List<String>> TECHNOLOGIES = List.of(
      List.of("io.javalin..", "http"),
      List.of("io.prometheus..", "http"),
      List.of("okhttp3..", "http", "gws", "ors"),
      List.of("redis.clients..", "redis", "ors"),
      List.of("com.zaxxer.hikari..", "postgres"),
      List.of("java.sql..", "postgres"),
      List.of("com.fasterxml..", "http", "redis", "postgres", "gws", "ors"),
      List.of("io.github.resilience4j..", "http", "redis", "postgres", "gws", "ors"),
      List.of("org.slf4j..", "http", "redis", "postgres", "gws", "ors"));

  /** Libraries of pure computation, which the core may use in one package. */
  private static final String[] NUMBERS = {"com.google.i18n.phonenumbers..", "com.google.re2j.."};

  private final String root;

  HouseRules(String root) {
    this.root = root;
  }

  /**
   * Returns every package that a rule names; each must hold classes, or its rule watches nobody.
   */
  List<String> packages() {
    return Stream.concat(
            Stream.of(root + ".domain", root + ".ports", root + ".usecase", root + ".app"),
            ADAPTERS.stream().map(name -> root + ".adapter." + name))
        .toList();
  }

  List<ArchRule> all() {
    return Stream.concat(
            Stream.of(
                arrowsPointInwards(),
                coreSeesOnlyTheJdk(),
                numbersAreReadInOnePlace(),
                coreTouchesNoOutsideWorld(),
                clockIsReadInTheApplication(),
                chanceEntersFromOutside(),
                guiceStaysInItsRoom(),
                noPackageCycles(),
                noFieldInjection(),
                noStandardStreams(),
                nullnessIsDeclared(),
                packagesAreNamedForConcepts(),
                classesAreNamedForWhatTheyAre()),
            technologies())
        .toList();
  }

  private ArchRule arrowsPointInwards() {
    var house = layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(false)
        .layer("domain")
        .definedBy(root + ".domain..")
        .layer("ports")
        .definedBy(root + ".ports..")
        .layer("use cases")
        .definedBy(root + ".usecase..")
        .layer("app")
        .definedBy(root + ".app..");
    for (String adapter : ADAPTERS) {
      house = house.layer(adapter).definedBy(adapter(adapter));
    }
    house = house
        .whereLayer("domain")
        .mayNotAccessAnyLayer()
        .whereLayer("ports")
        .mayOnlyAccessLayers("domain")
        .whereLayer("use cases")
        .mayOnlyAccessLayers("domain", "ports");
    for (String adapter : ADAPTERS) {
      house = house.whereLayer(adapter).mayOnlyAccessLayers("domain", "ports");
    }
    return house
        .ensureAllClassesAreContainedInArchitecture()
        .as("arrows point inwards, and no adapter knows another");
  }

  private ArchRule coreSeesOnlyTheJdk() {
    return classes()
        .that()
        .resideInAnyPackage(core())
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..")
            .or(resideInAnyPackage(NUMBERS))
            .or(resideInAnyPackage(core())))
        .as("domain, ports and use cases see the JDK and JSpecify only, and what reads numbers");
  }

  private ArchRule numbersAreReadInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".ports.phone..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(NUMBERS))
        .as("what reads telephone numbers and expressions is seen only in ports.phone");
  }

  private ArchRule coreTouchesNoOutsideWorld() {
    return noClasses()
        .that()
        .resideInAnyPackage(core())
        .should()
        .dependOnClassesThat(OutsideWorld.FILES_AND_SOCKETS)
        .as("domain, ports and use cases touch no file, no socket, no log");
  }

  private ArchRule clockIsReadInTheApplication() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".app..")
        .should()
        .accessTargetWhere(OutsideWorld.SYSTEM_CLOCK)
        .as("only the application reads the system's clock or zone");
  }

  private ArchRule chanceEntersFromOutside() {
    return noClasses()
        .that()
        .resideInAnyPackage(core())
        .should()
        .accessTargetWhere(OutsideWorld.RANDOM_SOURCE)
        .as("domain, ports and use cases ask no random source of their own");
  }

  private ArchRule guiceStaysInItsRoom() {
    return noClasses()
        .that(resideOutsideOfPackages(root + ".app..", root + ".adapter..guice.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.google.inject..", "jakarta.inject.."))
        .as("Guice stays in the application and in the guice packages of adapters");
  }

  private ArchRule noPackageCycles() {
    return slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .as("packages form no cycles");
  }

  private ArchRule noFieldInjection() {
    return noFields()
        .should()
        .beAnnotatedWith("com.google.inject.Inject")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .as("constructors say what a class needs, not annotated fields");
  }

  private ArchRule noStandardStreams() {
    return noClasses()
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .as("nobody writes to the standard streams past the log");
  }

  private ArchRule nullnessIsDeclared() {
    return classes()
        .should(Conditions.LIVE_IN_A_NULL_MARKED_PACKAGE)
        .as("every package declares its nullness");
  }

  private ArchRule packagesAreNamedForConcepts() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            "..util..", "..common..", "..impl..", "..model..", "..dto..", "..helper..")
        .as("packages are named for concepts, not for kinds of class");
  }

  private ArchRule classesAreNamedForWhatTheyAre() {
    return noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .as("classes are named for what they are");
  }

  private Stream<ArchRule> technologies() {
    return TECHNOLOGIES.stream().map(technology -> {
      String library = technology.get(0);
      String[] allowed = Stream.concat(
              Stream.of(root + ".app.."), technology.stream().skip(1).map(this::adapter))
          .toArray(String[]::new);
      return noClasses()
          .that()
          .resideOutsideOfPackages(allowed)
          .should()
          .dependOnClassesThat(resideInAPackage(library))
          .as(library + " is seen only in " + String.join(", ", allowed));
    });
  }

  private String[] core() {
    return new String[] {root + ".domain..", root + ".ports..", root + ".usecase.."};
  }

  private String adapter(String name) {
    return root + ".adapter." + name + "..";
  }
}
