package dev.kilter.sandbox;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {
  @Test
  void dependOnEachOtherWithoutCycles() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.kilter.sandbox");
    slices().matching("dev.kilter.sandbox.(*)..").should().beFreeOfCycles().check(classes);
  }
}
