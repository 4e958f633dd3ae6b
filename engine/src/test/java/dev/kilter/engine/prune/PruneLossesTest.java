package dev.kilter.engine.prune;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import dev.kilter.testkit.mutation.Guards;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because too little proof was enough. */
@NullMarked
class PruneLossesTest {
  private static final ResourceKey ROLE =
      new ResourceKey("rbac.authorization.k8s.io", "ClusterRole", "", "reader");

  @Test
  void M01_withoutACompleteRenderNothingMayGo() {
    assertThat(Prune.prove(role(), claim(Optional.empty()))).isInstanceOf(Proof.NotProved.class);
  }

  @Test
  void M11_aClusterScopedObjectThatGitPutsIntoANamespaceIsStillInGit() {
    assertThat(Prune.prove(role(), claim(Optional.of(Set.of(ROLE.inNamespace("shop"))))))
        .isInstanceOf(Proof.NotProved.class);
  }

  @Test
  void M11_whatThisVerySyncAppliedIsNotPrunedByIt() {
    assertThat(
            Prune.prove(
                role(),
                new Claim(
                    "shop",
                    tracking(),
                    Set.of(ROLE),
                    Optional.of(Set.of()),
                    Set.of(ROLE),
                    self(),
                    "uid-1")))
        .isInstanceOf(Proof.NotProved.class);
  }

  @Test
  void M11_onlyWhatTheStatusListsMayGo() {
    assertThat(
            Prune.prove(
                role(),
                new Claim(
                    "shop",
                    tracking(),
                    Set.of(),
                    Optional.of(Set.of()),
                    Set.of(),
                    self(),
                    "uid-1")))
        .isInstanceOf(Proof.NotProved.class);
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(PruneLossesTest.class)
        .without(
            "asking for a complete render",
            "M01_withoutACompleteRenderNothingMayGo",
            in(Prune.class, "desired").answers(NOTHING))
        .without(
            "comparing with the render",
            "M11_aClusterScopedObjectThatGitPutsIntoANamespaceIsStillInGit",
            in(Prune.class, "desired").answers(NOTHING))
        .without(
            "knowing what the run applied",
            "M11_whatThisVerySyncAppliedIsNotPrunedByIt",
            in(Prune.class, "appliedHere").answers(NOTHING))
        .without(
            "reading the status",
            "M11_onlyWhatTheStatusListsMayGo",
            in(Prune.class, "notListed").answers(NOTHING))
        .tests();
  }

  private static Claim claim(Optional<Set<ResourceKey>> desired) {
    return new Claim("shop", tracking(), Set.of(ROLE), desired, Set.of(), self(), "uid-1");
  }

  private static Settings.Tracking tracking() {
    return new Settings.Tracking(Settings.Tracking.Method.ANNOTATION, "label", Optional.empty());
  }

  private static ResourceKey self() {
    return new ResourceKey("argoproj.io", "Application", "argocd", "shop");
  }

  private static Manifest role() {
    return Manifest.of(
        Map.of(
            "apiVersion",
            "rbac.authorization.k8s.io/v1",
            "kind",
            "ClusterRole",
            "metadata",
            Map.of(
                "name",
                "reader",
                "uid",
                "uid-1",
                "resourceVersion",
                "7",
                "annotations",
                Map.of(
                    TrackingId.ANNOTATION,
                    "shop:rbac.authorization.k8s.io/ClusterRole:shop/reader"))));
  }
}
