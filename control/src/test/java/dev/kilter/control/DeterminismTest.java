package dev.kilter.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final JavaClasses CONTROL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.kilter.control");

  @Test
  void noThreadNoLockNoClockNoChanceNoLogger() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.concurrent..", "java.io..", "java.nio.file..", "java.net..", "org.slf4j..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Random.class, UUID.class, Clock.class, InstantSource.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CONTROL);
  }

  @Test
  void onlyEffectsReachThePorts() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.kilter.control.effect")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.kilter\\.model\\.(store\\.\\w*Store|source\\.SourceTree"
                + "|render\\.ManifestRenderer|cluster\\.LiveStateReader)")
        .check(CONTROL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.kilter.control.(*)..").should().beFreeOfCycles().check(CONTROL);
  }
}
