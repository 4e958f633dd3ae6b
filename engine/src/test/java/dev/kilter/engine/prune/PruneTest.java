package dev.kilter.engine.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.desired.DesiredState;
import dev.kilter.engine.sync.Applications;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class PruneTest {
  private static final ResourceKey KEY = new ResourceKey("apps", "Deployment", "shop", "api");
  private static final ResourceKey SELF =
      new ResourceKey("argoproj.io", "Application", "argocd", "shop");

  @Test
  void aTrackedListedUnwantedObjectIsProved() {
    assertThat(Prune.prove(live(), claim(Set.of(KEY), Set.of(), Set.of(), "uid-1")))
        .isEqualTo(new Proof.Proved("uid-1", "7"));
  }

  @Test
  void everyMissingProofKeepsTheObject() {
    assertThat(reason(live().without("metadata", "annotations"))).contains("no tracking id");
    assertThat(reason(marked("other:apps/Deployment:shop/api")))
        .contains("names the application other");
    assertThat(reason(marked("shop:apps/Deployment:shop/copied-from")))
        .contains("names another object");
    assertThat(reason(marked("shop-apps-Deployment"))).contains("no tracking id");
    assertThat(
            reason(
                live()
                    .with(
                        List.of(Map.of("kind", "ReplicaSet", "name", "rs", "controller", true)),
                        "metadata",
                        "ownerReferences")))
        .contains("owned by ReplicaSet rs");
    assertThat(notProved(claim(Set.of(), Set.of(), Set.of(), "uid-1")))
        .contains("does not list it");
    assertThat(notProved(claim(Set.of(KEY), Set.of(), Set.of(), "uid-2")))
        .contains("its uid is uid-1, not uid-2");
    assertThat(notProved(claim(Set.of(KEY), Set.of(KEY), Set.of(), "uid-1")))
        .contains("Git still names it");
    assertThat(notProved(claim(Set.of(KEY), Set.of(), Set.of(KEY), "uid-1")))
        .contains("this very sync applied it");
  }

  @Test
  void withoutACompleteRenderNothingIsProved() {
    Application application = Applications.application(Map.of(), SyncPolicy.MANUAL, listing(KEY));
    Settings.Tracking tracking =
        new Settings.Tracking(Settings.Tracking.Method.ANNOTATION, "label", Optional.empty());
    DesiredState none = new DesiredState(List.of(), Digest.NONE, List.of(), Map.of());
    DesiredState empty = new DesiredState(List.of(), Digest.of(List.of()), List.of(), Map.of());
    assertThat(
            Prune.prove(
                live(), Claim.of(application, "shop", tracking, none, Optional.empty(), "uid-1")))
        .isEqualTo(new Proof.NotProved("no complete render is at hand"));
    assertThat(
            Prune.prove(
                live(), Claim.of(application, "shop", tracking, empty, Optional.empty(), "uid-1")))
        .isInstanceOf(Proof.Proved.class);
  }

  @Test
  void aKindThatMovedToAnotherGroupIsStillDesired() {
    ResourceKey moved = new ResourceKey("extensions", "Deployment", "shop", "api");
    assertThat(notProved(claim(Set.of(KEY), Set.of(moved), Set.of(), "uid-1")))
        .contains("Git still names it");
  }

  @Test
  void whatAsksToStayIsKept() {
    for (String option : List.of("Prune=false", "Delete=false", "Validate=false, Prune=false")) {
      assertThat(
              reason(
                  live()
                      .with(option, "metadata", "annotations", "argocd.argoproj.io/sync-options")))
          .contains("asks to be kept");
    }
    assertThat(reason(live().with("keep", "metadata", "annotations", "helm.sh/resource-policy")))
        .contains("asks to be kept");
  }

  @Test
  void anotherInstallationsObjectIsKept() {
    Claim ours =
        new Claim(
            "shop",
            new Settings.Tracking(
                Settings.Tracking.Method.ANNOTATION, "label", Optional.of("blue")),
            Set.of(KEY),
            Optional.of(Set.of()),
            Set.of(),
            SELF,
            "uid-1");
    assertThat(Prune.prove(live(), ours))
        .isEqualTo(new Proof.NotProved("it belongs to another installation"));
    Manifest blue =
        live().with("blue", "metadata", "annotations", TrackingId.INSTALLATION_ANNOTATION);
    assertThat(Prune.prove(blue, ours)).isInstanceOf(Proof.Proved.class);
  }

  @Test
  void clusterScopedObjectsCarryTheDestinationNamespaceInTheirMark() {
    ResourceKey key = new ResourceKey("", "PersistentVolume", "", "disk");
    Manifest live =
        object(key, "shop:/PersistentVolume:shop/disk").without("metadata", "namespace");
    assertThat(Prune.prove(live, claim(Set.of(key), Set.of(), Set.of(), "uid-1")))
        .isInstanceOf(Proof.Proved.class);
  }

  @Test
  void labelsCountWhereTheyAreTheTrackingMethod() {
    Claim byLabel =
        new Claim(
            "shop",
            new Settings.Tracking(Settings.Tracking.Method.LABEL, "instance", Optional.empty()),
            Set.of(KEY),
            Optional.of(Set.of()),
            Set.of(),
            SELF,
            "uid-1");
    assertThat(Prune.prove(live().with("shop", "metadata", "labels", "instance"), byLabel))
        .isInstanceOf(Proof.Proved.class);
    assertThat(Prune.prove(live(), byLabel)).isInstanceOf(Proof.NotProved.class);
  }

  @Test
  void nothingThatIsNotOursIsEverProved() {
    Random random = new Random(4);
    List<String> marks =
        List.of(
            "shop:apps/Deployment:shop/api",
            "other:apps/Deployment:shop/api",
            "shop:apps/Deployment:shop/other",
            "shop:/Deployment:shop/api",
            "shop",
            "");
    for (int i = 0; i < 2000; i++) {
      String mark = marks.get(random.nextInt(marks.size()));
      Manifest live = mark.isEmpty() ? live().without("metadata", "annotations") : marked(mark);
      Set<ResourceKey> listed = random.nextBoolean() ? Set.of(KEY) : Set.of();
      Set<ResourceKey> desired = random.nextInt(4) == 0 ? Set.of(KEY) : Set.of();
      Set<ResourceKey> applied = random.nextInt(4) == 0 ? Set.of(KEY) : Set.of();
      String uid = random.nextBoolean() ? "uid-1" : "uid-2";
      boolean ours =
          mark.equals(marks.getFirst())
              && listed.contains(KEY)
              && desired.isEmpty()
              && applied.isEmpty()
              && uid.equals("uid-1");
      assertThat(Prune.prove(live, claim(listed, desired, applied, uid)) instanceof Proof.Proved)
          .isEqualTo(ours);
    }
  }

  private static ApplicationStatus listing(ResourceKey key) {
    return new ApplicationStatus(
        ApplicationStatus.SyncState.NONE,
        Optional.empty(),
        List.of(
            new ResourceStatus(
                key, "v1", Optional.empty(), Optional.empty(), false, true, false, 0)),
        List.of(),
        Optional.empty(),
        List.of(),
        ApplicationStatus.Summary.NONE,
        List.of(),
        Optional.empty(),
        "argocd");
  }

  private static String reason(Manifest live) {
    return switch (Prune.prove(live, claim(Set.of(KEY), Set.of(), Set.of(), "uid-1"))) {
      case Proof.NotProved(var reason) -> reason;
      case Proof.Proved _ -> "proved";
    };
  }

  private static String notProved(Claim claim) {
    return switch (Prune.prove(live(), claim)) {
      case Proof.NotProved(var reason) -> reason;
      case Proof.Proved _ -> "proved";
    };
  }

  private static Claim claim(
      Set<ResourceKey> listed, Set<ResourceKey> desired, Set<ResourceKey> applied, String uid) {
    return new Claim(
        "shop",
        new Settings.Tracking(Settings.Tracking.Method.ANNOTATION, "label", Optional.empty()),
        listed,
        Optional.of(desired),
        applied,
        SELF,
        uid);
  }

  private static Manifest live() {
    return marked("shop:apps/Deployment:shop/api");
  }

  private static Manifest marked(String mark) {
    return object(KEY, mark);
  }

  private static Manifest object(ResourceKey key, String mark) {
    List<String> apiVersion = new ArrayList<>();
    if (!key.group().isEmpty()) {
      apiVersion.add(key.group());
    }
    apiVersion.add("v1");
    return Manifest.of(
        Map.of(
            "apiVersion",
            String.join("/", apiVersion),
            "kind",
            key.kind(),
            "metadata",
            Map.of(
                "name",
                key.name(),
                "namespace",
                key.namespace(),
                "uid",
                "uid-1",
                "resourceVersion",
                "7",
                "annotations",
                Map.of(TrackingId.ANNOTATION, mark))));
  }
}
