package dev.kilter.store.applications;

import static dev.kilter.store.testing.Results.failure;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.reading.ApplicationReader;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.testing.CountingApi;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectApplicationStoreTest {
  private final String namespace = Plane.freshNamespace();
  private final CountingApi api = new CountingApi(Plane.api());
  private final DirectApplicationStore store =
      new DirectApplicationStore(new Resources(api), ApplicationScope.of(namespace));
  private final ApplicationId id = new ApplicationId(namespace, "shop");

  @Test
  void createsReadsListsAndDeletes() {
    Application created = success(store.create(shop()));

    assertThat(success(store.get(id))).isEqualTo(created);
    assertThat(success(store.list())).containsExactly(created);
    assertThat(failure(store.create(shop()))).isInstanceOf(Failure.Conflict.class);
    success(store.delete(id));
    assertThat(failure(store.get(id))).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void writesAWholeStatusThatReadsBackTheSame() {
    Application created = success(store.create(shop()));
    ApplicationStatus full =
        ApplicationReader.read(Samples.fullApplication())
            .status()
            .withOperationState(Optional.empty())
            .withHistory(List.of());

    Application written = success(store.writeStatus(created, full, List.of()));

    assertThat(written.status()).isEqualTo(full);
    assertThat(success(store.get(id)).status()).isEqualTo(full);
  }

  @Test
  void writesNothingWhereNothingDiffers() {
    Application created = success(store.create(shop()));
    Application written = success(store.writeStatus(created, healthy(Health.HEALTHY), List.of()));
    api.reset();

    Application again =
        success(store.writeStatus(written, written.status(), List.of(Annotations.REFRESH)));

    assertThat(again).isSameAs(written);
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void sendsOnlyWhatDiffersAndRemovesAnnotationsInTheSameRequest() {
    Application created = success(store.create(shop()));
    Application read =
        success(store.annotate(created.id(), Map.of(Annotations.REFRESH, Optional.of("hard"))));
    api.reset();

    Application written =
        success(store.writeStatus(read, healthy(Health.HEALTHY), List.of(Annotations.REFRESH)));

    assertThat(api.bodies())
        .containsExactly(
            "{\"metadata\":{\"annotations\":{\"argocd.argoproj.io/refresh\":null}},"
                + "\"status\":{\"health\":{\"status\":\"Healthy\"}}}");
    assertThat(written.annotations()).isEmpty();
  }

  @Test
  void leavesConditionsOfOthersAlone() {
    success(store.create(shop()));
    Map<String, Object> foreign = Map.of("type", "SomebodyElses", "message", "hands off");
    Application read =
        ApplicationReader.read(
            success(
                Plane.resources()
                    .mergePatch(
                        ResourceKind.APPLICATION,
                        namespace,
                        "shop",
                        Map.of("status", Map.of("conditions", List.of(foreign))))));
    Condition own =
        new Condition(Condition.Type.SyncError, "it failed", Instant.parse("2026-11-22T10:00:00Z"));

    Application written =
        success(store.writeStatus(read, read.status().withConditions(List.of(own)), List.of()));

    assertThat(written.raw().items("status", "conditions"))
        .extracting(condition -> condition.text("type").orElse(""))
        .containsExactly("SyncError", "SomebodyElses");
    Application cleared =
        success(store.writeStatus(written, read.status().withConditions(List.of()), List.of()));
    assertThat(cleared.raw().list("status", "conditions")).containsExactly(foreign);
  }

  @Test
  void keepsNullsInHelmValues() {
    Application created =
        success(
            store.create(
                Samples.yaml(
                    """
                    metadata: {name: shop}
                    spec:
                      project: default
                      destination: {name: in-cluster, namespace: shop}
                      source: {repoURL: https://git/x, helm: {valuesObject: {sidecar: null}}}
                    """)));
    ApplicationStatus next = comparedTo(created);

    Application written = success(store.writeStatus(created, next, List.of()));

    assertThat(written.status().sync().comparedTo().orElseThrow().sources())
        .isEqualTo(created.spec().sources());
    assertThat(written.status()).isEqualTo(next);
  }

  @Test
  void refusesANullInHelmValuesOnAStaleRead() {
    Application created =
        success(
            store.create(
                shop().with(Map.of("a", List.of()), "spec", "source", "helm", "valuesObject")));
    success(store.annotate(id, Map.of("moved", Optional.of("on"))));
    Manifest withNull =
        Samples.yaml(
            "{repoURL: https://git.example.com/shop.git, helm: {valuesObject: {a: null}}}");
    ApplicationStatus next =
        comparedTo(ApplicationReader.read(created.raw().with(withNull.root(), "spec", "source")));

    assertThat(failure(store.writeStatus(created, next, List.of())))
        .isInstanceOf(Failure.Conflict.class);
  }

  @Test
  void replacesWhatAUserOwnsAndNothingElse() {
    Application created = success(store.create(shop()));
    success(store.writeStatus(created, healthy(Health.HEALTHY), List.of()));
    Manifest wanted =
        shop()
            .with("v2", "spec", "source", "targetRevision")
            .with(Map.of("a", "b"), "metadata", "labels");

    Application updated = success(store.update(wanted));

    assertThat(updated.spec().sources().getFirst().targetRevision()).isEqualTo("v2");
    assertThat(updated.labels()).isEqualTo(Map.of("a", "b"));
    assertThat(updated.status()).isEqualTo(healthy(Health.HEALTHY));
    Manifest stale = created.raw().with("v3", "spec", "source", "targetRevision");
    assertThat(failure(store.update(stale))).isInstanceOf(Failure.Conflict.class);
  }

  @Test
  void patchesTheSpecAlone() {
    success(store.create(shop()));

    Application patched =
        success(store.patchSpec(id, Samples.yaml("{source: {path: null, chart: shop}}")));

    assertThat(patched.spec().sources().getFirst().path()).isEmpty();
    assertThat(patched.spec().sources().getFirst().chart()).isEqualTo("shop");
    assertThat(patched.spec().project()).isEqualTo("web");
  }

  @Test
  void tellsAnInvalidSpecFromAConflict() {
    success(store.create(shop()));

    assertThat(failure(store.patchSpec(id, Samples.yaml("{project: [web]}"))))
        .isInstanceOfSatisfying(
            Failure.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(422);
              assertThat(refused.message()).contains("spec.project");
            });
  }

  @Test
  void writesFinalizersOnlyOfTheVersionThatWasRead() {
    Application created = success(store.create(shop()));
    Application guarded = success(store.writeFinalizers(created, List.of(Annotations.FINALIZER)));

    assertThat(guarded.finalizers()).containsExactly(Annotations.FINALIZER);
    assertThat(failure(store.writeFinalizers(created, List.of())))
        .isInstanceOf(Failure.Conflict.class);
    success(store.writeFinalizers(guarded, List.of()));
  }

  @Test
  void keepsAHugeStatusBelowWhatTheServerStores() {
    Application created = success(store.create(shop()));
    Condition huge =
        new Condition(
            Condition.Type.SyncError, "x".repeat(2_000_000), Instant.parse("2026-11-22T10:00:00Z"));

    Application written =
        success(
            store.writeStatus(created, created.status().withConditions(List.of(huge)), List.of()));

    assertThat(written.status().conditions().getFirst().message()).hasSizeLessThan(300);
    api.reset();
    success(store.writeStatus(written, created.status().withConditions(List.of(huge)), List.of()));
    assertThat(api.requests()).isEmpty();
  }

  private static ApplicationStatus healthy(Health health) {
    ApplicationStatus none = ApplicationStatus.NONE;
    return new ApplicationStatus(
        none.sync(),
        Optional.of(new ApplicationHealth(health, Optional.empty())),
        none.resources(),
        none.conditions(),
        none.operationState(),
        none.history(),
        none.summary(),
        none.sourceTypes(),
        none.reconciledAt(),
        none.controllerNamespace());
  }

  private static ApplicationStatus comparedTo(Application application) {
    Manifest status =
        Samples.yaml("{sync: {status: Synced, revision: a}}")
            .with(
                Map.of(
                    "source",
                    application.spec().sources().getFirst().raw().root(),
                    "destination",
                    Map.of("name", "in-cluster")),
                "sync",
                "comparedTo");
    return ApplicationReader.read(Manifest.of(Map.of("status", status.root()))).status();
  }

  static Manifest shop() {
    return Samples.yaml(
        """
        metadata: {name: shop}
        spec:
          project: web
          destination: {name: in-cluster, namespace: shop}
          source: {repoURL: https://git.example.com/shop.git, path: deploy}
        """);
  }
}
