package dev.kilter.app.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.testkit.mutation.Mutant;
import dev.kilter.testkit.mutation.MutantClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedBugsTest {
  @Test
  void thereAreAtLeastTwentyAndNoTwoTheSame() {
    assertThat(PlantedBugs.all()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(PlantedBugs.all().stream().map(Mutant::name)).doesNotHaveDuplicates();
    assertThat(PlantedBugs.all().stream().map(Mutant::edits)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dev.kilter.app.planted.PlantedBugs#all")
  void eachCanBePlanted(Mutant bug) throws ClassNotFoundException {
    MutantClasses classes = MutantClasses.of(bug);
    for (Mutant.Edit edit : bug.edits()) {
      String type = edit.target().type();
      assertThat(Class.forName(type, true, classes).getName()).isEqualTo(type);
    }
  }
}
