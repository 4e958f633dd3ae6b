package dev.kilter.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.kilter.cluster");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.kilter.cluster.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** Concurrent maps are allowed: they are how readers see the one writer's work. */
  @Test
  void theMachineKnowsNeitherThreadsNorTimeNorChance() {
    noClasses()
        .that()
        .haveNameMatching(
            "dev\\.kilter\\.cluster\\.cache\\.(CacheMachine|Stream|Changes|DiscoveryPlan|ObjectIndex|CacheEvent|CacheCommand)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.lang\\.Thread|java\\.util\\.concurrent\\.locks\\..*|java\\.util\\.concurrent\\..*Executor.*|java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.time\\.(Clock|InstantSource)|java\\.io\\..*|org\\.slf4j\\..*")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }
}
