package dev.dbsa.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** The shape of the code: who may know whom. */
@AnalyzeClasses(
    packages = "dev.dbsa",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTestkit.class})
class ArchitectureTest {

  /** The test servers are on this module's class path, but not part of the product. */
  static final class WithoutTestkit implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/testkit/") && !location.contains("dbsa-testkit");
    }
  }

  private static final String[] CORE = {
    "dev.dbsa.domain..", "dev.dbsa.port..", "dev.dbsa.application.."
  };

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    Set<String> modules = new TreeSet<>();
    for (JavaClass type : classes) {
      String[] names = type.getPackageName().split("\\.");
      modules.add(names[2].equals("adapter") ? "adapter." + names[3] : names[2]);
    }
    assertThat(modules)
        .contains(
            "adapter.cli",
            "adapter.crypto",
            "adapter.diff",
            "adapter.introspect",
            "adapter.llm",
            "adapter.mcp",
            "adapter.persistence",
            "adapter.policy",
            "adapter.rest",
            "adapter.sqlcheck",
            "app",
            "application",
            "domain",
            "port",
            "sql");
  }

  @ArchTest
  static final ArchRule coreIsPlainJava =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.jspecify.annotations..",
              "dev.dbsa.domain..",
              "dev.dbsa.port..",
              "dev.dbsa.application..")
          .because("the domain outlives every framework");

  @ArchTest
  static final ArchRule sqlSyntaxIsPlainJava =
      classes()
          .that()
          .resideInAPackage("dev.dbsa.sql..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.dbsa.sql..")
          .because("grammars know nothing of schemas and findings");

  @ArchTest
  static final ArchRule domainKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("dev.dbsa.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.dbsa.port..", "dev.dbsa.application..")
          .because("rules do not depend on how they are called");

  @ArchTest
  static final ArchRule portsKnowTheDomainOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.dbsa.port..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.dbsa.application..")
          .because("a port is a contract, not an implementation");

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      slices()
          .matching("dev.dbsa.adapter.(*)..")
          .should()
          .notDependOnEachOther()
          .because("each can be replaced alone");

  @ArchTest
  static final ArchRule adaptersKnowPortsOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.dbsa.adapter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.dbsa.application..", "dev.dbsa.app..")
          .because("use cases are reached through the in-ports");

  @ArchTest
  static final ArchRule onlyTheAppWires =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dbsa.app..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.dbsa.application..").and(simpleNameEndingWith("Service")))
          .because("wiring has one place");

  @ArchTest
  static final ArchRule coreHasNoCycles =
      slices().matching("dev.dbsa.(domain|port|application).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule persistenceTypesStayInPersistence =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.dbsa.adapter.persistence..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..")
          .because("how things are stored is one adapter's affair");

  @ArchTest
  static final ArchRule httpServerTypesStayInRest =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.dbsa.adapter.rest..", "dev.dbsa.adapter.llm..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
          .because("HTTP is spoken by the REST and model adapters only");

  @ArchTest
  static final ArchRule jdbcStaysInItsAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.dbsa.adapter.persistence..", "dev.dbsa.adapter.introspect..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.sql..")
          .because("nobody else talks to a database, so nobody else can run a script");

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .that(not(resideInAPackage("dev.dbsa.adapter.cli..")))
          .should()
          .callMethod(Instant.class, "now")
          .because("tests decide what time it is");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.dbsa.adapter.cli..", "dev.dbsa.app..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("a service logs");

  @ArchTest static final ArchRule genericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  @ArchTest static final ArchRule fieldInjection = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest static final ArchRule javaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : classes) {
      JavaPackage owner = type.getPackage();
      if (!owner.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(owner.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }
}
