package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Hold;
import dev.kilter.model.manifest.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HoldsTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");
  private static final Digest BAD = new Digest(-1, 7);
  private static final Hold HOLD =
      new Hold(
          "ann",
          "a \"bad\" release\n\\o/ ü",
          SINCE,
          Optional.of(SINCE.plusSeconds(60)),
          Optional.of(BAD));

  @Test
  void theTextIsJsonAndComesBackAsItWas() {
    String text = HoldText.write(HOLD);
    assertThat(Json.parse(text))
        .isEqualTo(
            Map.of(
                "by", "ann",
                "reason", HOLD.reason(),
                "since", "2026-11-22T10:00:00Z",
                "until", "2026-11-22T10:01:00Z",
                "heldOff", "ffffffffffffffff0000000000000007"));
    assertThat(HoldText.read(text)).contains(HOLD);
    assertThat(HoldText.read(Json.pretty(Json.parse(text)))).contains(HOLD);
  }

  @Test
  void badTextHoldsUntilSomeoneResumes() {
    for (String text :
        List.of("", "x", "{}", "{\"since\":1}", "{\"since\":\"today\"}", "{} {}", "{\"a\":\"b\"")) {
      assertThat(HoldText.read(text)).as(text).isEmpty();
      assertThat(
              Holds.of(Applications.application(Map.of(Annotations.HOLD, text), List.of()))
                  .orElseThrow()
                  .by())
          .isEqualTo("unknown");
    }
  }

  @Test
  void anotherDesiredStateReleasesAndNoEvidenceDoesNot() {
    assertThat(Holds.review(HOLD, Optional.of(BAD), SINCE))
        .isEqualTo(new Holds.Review.Stands(HOLD));
    assertThat(Holds.review(HOLD, Optional.empty(), SINCE))
        .isEqualTo(new Holds.Review.Stands(HOLD));
    assertThat(Holds.review(HOLD, Optional.of(new Digest(1, 2)), SINCE))
        .isInstanceOf(Holds.Review.Released.class);
    assertThat(Holds.review(HOLD, Optional.of(BAD), SINCE.plusSeconds(60)))
        .isInstanceOf(Holds.Review.Released.class);
  }

  @Test
  void theFirstComparisonSaysWhatIsHeldOff() {
    Hold fresh = new Hold("ann", "", SINCE, Optional.empty(), Optional.empty());
    assertThat(Holds.review(fresh, Optional.of(BAD), SINCE))
        .isEqualTo(
            new Holds.Review.Completed(
                new Hold("ann", "", SINCE, Optional.empty(), Optional.of(BAD))));
  }
}
