package dev.kilter.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.ResourceFilter.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KindFilterTest {
  private static final ResourceKey MAP = new ResourceKey("", "ConfigMap", "shop", "a");
  private static final ResourceKey FOREIGN = new ResourceKey("", "ConfigMap", "shop", "theirs");
  private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");

  private static LiveResource live(ResourceKey key, Optional<TrackingId> tracking) {
    return new LiveResource(
        key,
        "v1",
        "uid",
        "1",
        List.of(),
        tracking,
        Optional.empty(),
        Map.of(),
        Digest.NONE,
        Instant.EPOCH,
        false,
        Optional.empty());
  }

  private static LiveState live() {
    return new LiveState(
        Map.of(
            MAP, live(MAP, Optional.of(new TrackingId("shop", MAP))),
            FOREIGN, live(FOREIGN, Optional.empty()),
            WEB, live(WEB, Optional.of(new TrackingId("shop", WEB)))),
        true,
        7);
  }

  private static LiveState without(List<Rule> exclusions, List<Rule> inclusions) {
    return new KindFilter(new ResourceFilter(exclusions, inclusions), "https://one")
        .without(live());
  }

  /** Held by the cache still, absent from what Git is taken to ask for: it would be pruned. */
  @Test
  void leavesOutWhatIsExcludedFromNowOn() {
    LiveState left =
        without(List.of(new Rule(List.of(""), List.of("ConfigMap"), List.of())), List.of());
    assertThat(left.resources()).containsOnlyKeys(FOREIGN, WEB);
    assertThat(left.complete()).isTrue();
    assertThat(left.sequence()).isEqualTo(7);
    assertThat(
            without(List.of(), List.of(new Rule(List.of("apps"), List.of(), List.of())))
                .resources())
        .containsOnlyKeys(FOREIGN, WEB);
  }

  @Test
  void leavesEverythingWhereNothingIsExcludedHere() {
    assertThat(without(List.of(), List.of())).isEqualTo(live());
    assertThat(
            without(
                List.of(new Rule(List.of(""), List.of("ConfigMap"), List.of("https://two"))),
                List.of()))
        .isEqualTo(live());
  }
}
