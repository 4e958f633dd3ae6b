package dev.kilter.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultsTest {
  /** {@code -Dfaults.seeds=n -Dfaults.from=x}; {@code make faults} plays others. */
  private static final long SEEDS = Long.getLong("faults.seeds", 1_000);

  private static final long FROM = Long.getLong("faults.from", 1);

  @BeforeAll
  static void quiet() {
    Seeds.quiet();
  }

  @Test
  void whateverGoesWrongNothingIsLost() {
    assertThat(Seeds.play(FROM, SEEDS)).extracting(Seeds.Failure::story).isEmpty();
  }

  @Test
  void theSameSeedIsTheSameStory() {
    for (long seed = 1; seed <= 5; seed++) {
      Plan plan = Planner.plan(seed);
      assertThat(Simulation.play(plan)).isEqualTo(Simulation.play(plan));
    }
  }
}
