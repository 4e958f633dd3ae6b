package dev.kilter.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.status.Conditions.Finding;
import dev.kilter.model.application.Condition;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  @Test
  void aMessageWithoutEndIsCut() {
    Finding finding = new Finding(Condition.Type.ComparisonError, "x".repeat(200_000));

    assertThat(finding.message()).hasSize(4_096).endsWith("…");
  }
}
