package dev.kilter.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Everybody stands on it, so it stands on nobody; and it is one package, so there is no cycle. */
class PackagesTest {
  @Test
  void isOnePackageThatKnowsNothingOfKilter() {
    classes()
        .should()
        .resideInAPackage("dev.kilter.codec")
        .andShould()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "dev.kilter.codec", "org.jspecify..", "com.fasterxml..", "org.snakeyaml..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.kilter.codec"));
  }
}
