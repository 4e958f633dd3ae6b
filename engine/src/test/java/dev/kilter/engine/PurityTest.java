package dev.kilter.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Everything a decision needs comes in as an argument: the engine can be replayed. */
final class PurityTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.kilter.engine");

  /** Calls to the outside that live in otherwise harmless types. */
  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.exit",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.time.ZoneId.systemDefault");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.kilter.engine.(*)..").should().beFreeOfCycles().check(ENGINE);
  }

  @Test
  void usesNeitherInputNorOutputNorReflectionNorLoggers() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.nio.file..",
            "java.nio.channels..",
            "java.net..",
            "java.lang.reflect..",
            "java.sql..",
            "java.util.logging..",
            "org.slf4j..",
            "com.fasterxml..")
        .check(ENGINE);
  }

  @Test
  void usesNeitherThreadsNorLocksNorRandomNorClocks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.util.random..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(RandomGenerator.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(InstantSource.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(ENGINE);
  }

  @Test
  void neverAsksForTheTimeNorTheEnvironment() {
    noClasses()
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("reads the world", PurityTest::readsTheWorld))
        .check(ENGINE);
  }

  @Test
  void keepsNoState() {
    noFields().should().beStatic().andShould().notBeFinal().check(ENGINE);
    noFields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .haveRawType(DescribedPredicate.describe("a mutable type", PurityTest::mutable))
        .check(ENGINE);
  }

  private static boolean readsTheWorld(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    boolean now = owner.startsWith("java.time.") && name.equals("now");
    return now
        || IMPURE_CALLS.contains(owner + "." + name)
        || owner.equals(Runtime.class.getName())
        || owner.equals(UUID.class.getName());
  }

  private static boolean mutable(com.tngtech.archunit.core.domain.JavaClass type) {
    return (type.isArray() && !type.getName().startsWith("[Ldev.kilter."))
        || type.getPackageName().startsWith("java.util.concurrent");
  }
}
