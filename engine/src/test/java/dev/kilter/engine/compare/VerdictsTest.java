package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which objects count, and which only seem to. */
final class VerdictsTest {
  private static final Manifest ONE = configMap("one", "a");
  private static final Manifest TWO = configMap("two", "b");
  private static final DesiredState NOTHING = Objects.desired();
  private static final LiveState EMPTY = Objects.state();

  @Test
  void comparingAStateWithItselfIsSynced() {
    assertThat(print(Objects.desired(ONE, TWO), Objects.live(TWO, ONE)))
        .isEqualTo(
            """
            Synced
            /ConfigMap/shop/one: Synced
            /ConfigMap/shop/two: Synced
            """);
  }

  @Test
  void whatIsMissingWasNeverApplied() {
    assertThat(print(Objects.desired(ONE), EMPTY))
        .isEqualTo("OutOfSync\n/ConfigMap/shop/one: OutOfSync, never applied\n");
  }

  @Test
  void absenceProvesNothingWhileTheClusterIsNotListed() {
    assertThat(print(Objects.desired(ONE), new LiveState(Map.of(), false, 1)))
        .isEqualTo("Unknown\n/ConfigMap/shop/one: Unknown\n");
  }

  @Test
  void whatGitDroppedIsToPrune() {
    assertThat(print(Objects.desired(ONE), Objects.live(ONE, TWO)))
        .isEqualTo(
            """
            OutOfSync
            /ConfigMap/shop/one: Synced
            /ConfigMap/shop/two: OutOfSync prune, to prune
            """);
  }

  @Test
  void anExtraneousObjectMayAskNotToCount() {
    Manifest kept = annotated(TWO, "argocd.argoproj.io/compare-options", "IgnoreExtraneous");
    assertThat(print(NOTHING, Objects.live(kept)))
        .isEqualTo("Synced\n/ConfigMap/shop/two: OutOfSync prune not-counted, to prune\n");
  }

  @Test
  void aDependentWithACopiedMarkIsNoObjectOfTheApplication() {
    LiveResource.Owner owner = new LiveResource.Owner("v1", "Service", "api", "u", false);
    assertThat(print(NOTHING, Objects.state(Objects.cached(ONE, owner)))).isEqualTo("Synced\n");
  }

  @Test
  void aMarkThatNamesAnotherObjectIsIgnored() {
    for (String mark :
        new String[] {
          "shop:/ConfigMap:shop/other",
          "shop:/ConfigMap:other/one",
          "shop:/Secret:shop/one",
          "shop:apps/ConfigMap:shop/one"
        }) {
      assertThat(
              print(NOTHING, Objects.live(annotated(ONE, "argocd.argoproj.io/tracking-id", mark))))
          .isEqualTo("Synced\n/ConfigMap/shop/one: - not-counted\n");
    }
  }

  @Test
  void anotherGroupInTheMarkOfADesiredObjectIsTolerated() {
    Manifest old = annotated(ONE, "argocd.argoproj.io/tracking-id", "shop:old/ConfigMap:shop/one");
    assertThat(print(Objects.desired(ONE), Objects.live(old)))
        .contains("OutOfSync", "tracking-id")
        .doesNotContain("prune");
  }

  @Test
  void anObjectServedUnderTwoGroupsIsListedOnce() {
    Manifest desired = Objects.marked(ingress("networking.k8s.io/v1"));
    LiveResource current = Objects.cached(desired.with("u1", "metadata", "uid"));
    LiveResource legacy =
        Objects.cached(Objects.marked(ingress("extensions/v1beta1")).with("u1", "metadata", "uid"));

    assertThat(print(Objects.desired(desired), Objects.state(current, legacy)))
        .isEqualTo("Synced\nnetworking.k8s.io/Ingress/shop/web: Synced\n");
  }

  @Test
  void anotherInstallationsObjectIsNotOurs() {
    ComparisonRules rules =
        Rules.tracking(
            new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.of("here")));
    Manifest theirs = annotated(ONE, "argocd.argoproj.io/installation-id", "there");

    assertThat(Objects.print(Objects.compare(NOTHING, Objects.live(theirs), rules)))
        .isEqualTo("Synced\n");
  }

  @Test
  void anObjectThatStillCarriesTheOldLabelIsSynced() {
    Manifest labelled =
        ONE.without("metadata", "annotations")
            .with("shop", "metadata", "labels", Tracking.DEFAULT_LABEL);
    assertThat(print(Objects.desired(ONE), Objects.live(labelled))).startsWith("Synced");
  }

  @Test
  void hooksDoNotCount() {
    Manifest hook = annotated(ONE, "argocd.argoproj.io/hook", "PreSync");
    assertThat(print(Objects.desired(hook), EMPTY)).isEqualTo("Synced\n");
    assertThat(print(Objects.desired(hook), Objects.live(hook)))
        .isEqualTo("Synced\n/ConfigMap/shop/one: - hook not-counted\n");
    assertThat(print(NOTHING, Objects.live(hook)))
        .isEqualTo("Synced\n/ConfigMap/shop/one: - hook not-counted\n");
  }

  @Test
  void aSkippedObjectIsListedWithoutVerdict() {
    Manifest skipped = annotated(ONE, "argocd.argoproj.io/hook", "Skip");
    assertThat(print(Objects.desired(skipped), EMPTY))
        .isEqualTo("Synced\n/ConfigMap/shop/one: - not-counted\n");
  }

  @Test
  void aForbiddenKindIsUnknownAndItsLiveObjectsAreLeftAlone() {
    ComparisonRules rules = Rules.forbidding("ConfigMap");
    assertThat(Objects.print(Objects.compare(Objects.desired(ONE), Objects.live(ONE, TWO), rules)))
        .isEqualTo("OutOfSync\n/ConfigMap/shop/one: Unknown, never applied\n");
  }

  @Test
  void anObjectOfAnotherApplicationIsSharedAndSaysSo() {
    Manifest theirs =
        annotated(ONE, "argocd.argoproj.io/tracking-id", "ns_till:/ConfigMap:shop/one");
    Comparison comparison =
        Objects.compare(Objects.desired(ONE), Objects.live(theirs), Rules.plain());

    assertThat(Objects.print(comparison)).contains("changed by a controller (application ns_till)");
    assertThat(
            SharedResources.warnings(
                comparison, Rules.plain(), new ApplicationId("argocd", "shop")))
        .singleElement()
        .satisfies(warning ->
            assertThat(warning.message())
                .isEqualTo("ConfigMap/one is part of applications argocd/shop and ns/till"));
  }

  private static String print(DesiredState desired, LiveState live) {
    return Objects.print(Objects.compare(desired, live, Rules.plain()));
  }

  private static Manifest annotated(Manifest manifest, String name, String value) {
    return manifest.with(value, "metadata", "annotations", name);
  }

  private static Manifest ingress(String apiVersion) {
    return Objects.manifest(
        "{apiVersion: %s, kind: Ingress, metadata: {name: web, namespace: shop}}"
            .formatted(apiVersion));
  }

  private static Manifest configMap(String name, String value) {
    return Objects.marked(
        Objects.manifest(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s, namespace: shop}
            data: {key: %s}
            """
                .formatted(name, value)));
  }
}
