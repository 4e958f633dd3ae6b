package dev.kilter.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.sync.Applications;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class BlastRadiusTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void fewOfManyAreAllowed() {
    assertThat(held(pods(5), 100, 95)).isZero();
    assertThat(held(pods(20), 100, 80)).isZero();
    assertThat(held(pods(21), 100, 79)).isEqualTo(21);
    assertThat(held(pods(5), 20, 15)).isZero();
    assertThat(held(pods(6), 20, 14)).isEqualTo(6);
    assertThat(held(pods(12), 19, 7)).isZero();
  }

  @Test
  void everythingIsHeldExceptARename() {
    assertThat(held(pods(2), 2, 0)).isEqualTo(2);
    assertThat(held(pods(1), 1, 0)).isEqualTo(1);
    assertThat(held(pods(3), 3, 3)).isEqualTo(3);
    assertThat(held(pods(1), 1, 1)).isZero();
  }

  @Test
  void preciousKindsAreHeldAndOthersGo() {
    List<LiveResource> planned =
        Stream.concat(
                pods(2).stream(),
                Stream.of(
                    live("", "Namespace", "a"),
                    live("", "PersistentVolumeClaim", "b"),
                    live("apps", "StatefulSet", "c"),
                    live("argoproj.io", "Application", "d"),
                    live("apiextensions.k8s.io", "CustomResourceDefinition", "e")))
            .toList();
    assertThat(held(planned, 19, 12)).isEqualTo(5);
  }

  @Test
  void theHashStandsForExactlyThePlan() {
    BlastRadius.Review review = review(pods(3), List.of(), Applications.application());
    List<LiveResource> reversed = pods(3).reversed();
    assertThat(review(reversed, List.of(), Applications.application()).hash())
        .isEqualTo(review.hash());
    assertThat(review(pods(4), List.of(), Applications.application()).hash())
        .isNotEqualTo(review.hash());
    String confirm = "ConfirmDeletion=" + review.hash();
    assertThat(review(pods(3), List.of(confirm), Applications.application()).held()).isEmpty();
    assertThat(review(pods(4), List.of(confirm), Applications.application()).held()).hasSize(4);
  }

  @Test
  void anApprovalMustNotBeOlderThanTheAnnouncedPlan() {
    String hash = review(pods(3), List.of(), Applications.application()).hash();
    Condition announced =
        new Condition(
            Condition.Type.DeletionHeldWarning,
            "held, confirm " + hash,
            START.minus(Duration.ofHours(1)));
    Application early =
        Applications.application(
            Map.of(Annotations.DELETION_APPROVED, "2026-11-22T08:59:59Z"), List.of(announced));
    Application late =
        Applications.application(
            Map.of(Annotations.DELETION_APPROVED, "2026-11-22T10:30:00+01:00"), List.of(announced));
    assertThat(review(pods(3), List.of(), early).held()).hasSize(3);
    assertThat(review(pods(3), List.of(), late).held()).isEmpty();
  }

  @Test
  void oneSettingRestoresArgosBehaviour() {
    assertThat(
            BlastRadius.review(
                    new BlastRadius.Plan(pods(30), 30, 0),
                    Applications.application(),
                    Applications.state(List.of(), START),
                    settings(Settings.Sync.BlastRadius.ARGO))
                .held())
        .isEmpty();
  }

  private static int held(List<LiveResource> planned, int live, int wanted) {
    OperationState state = Applications.state(List.of(), START);
    return BlastRadius.review(
            new BlastRadius.Plan(planned, live, wanted),
            Applications.application(),
            state,
            settings(Settings.Sync.BlastRadius.KILTER))
        .held()
        .size();
  }

  private static BlastRadius.Review review(
      List<LiveResource> planned, List<String> options, Application application) {
    return BlastRadius.review(
        new BlastRadius.Plan(planned, planned.size(), 0),
        application,
        Applications.state(options, START),
        settings(Settings.Sync.BlastRadius.KILTER));
  }

  private static Settings.Sync settings(Settings.Sync.BlastRadius radius) {
    return new Settings.Sync(
        Settings.Sync.ApplyDefault.SERVER_SIDE,
        Duration.ZERO,
        Duration.ZERO,
        new Settings.Sync.SelfHealBackoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(5)),
        radius);
  }

  private static List<LiveResource> pods(int count) {
    return IntStream.range(0, count).mapToObj(i -> live("", "Pod", "p" + i)).toList();
  }

  private static LiveResource live(String group, String kind, String name) {
    return new LiveResource(
        new ResourceKey(group, kind, "shop", name),
        "v1",
        "uid-" + name,
        "1",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Digest.NONE,
        Instant.EPOCH,
        false,
        Optional.empty());
  }
}
