package dev.kilter.app.views;

import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.app.runtime.Snapshots;
import dev.kilter.app.runtime.TestSnapshots;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.testkit.application.TestSettings;
import dev.kilter.testkit.cluster.ModelCluster;
import dev.kilter.testkit.git.ScriptedGit;
import dev.kilter.testkit.render.FolderRenderer;
import dev.kilter.testkit.store.InMemoryCredentials;
import dev.kilter.testkit.store.InMemoryProjects;
import dev.kilter.testkit.store.InMemorySettings;
import dev.kilter.testkit.store.Recorders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose objects one may look at, and what stands before a deletion by hand. */
class LocalObjectsTest {
  private static final String SERVER = "https://kubernetes.default.svc";
  private static final ResourceKey SECRET = new ResourceKey("", "Secret", "shop", "token");
  private static final ResourceKey OTHER = new ResourceKey("", "Secret", "shop", "other");

  private final ModelCluster cluster =
      new ModelCluster(SERVER, "in-cluster", _ -> Optional.empty());
  private final Recorders.Graveyard tombstones = new Recorders.Graveyard();
  private final InMemorySettings settings = new InMemorySettings(TestSettings.DEFAULT);
  private final Snapshots snapshots = new Snapshots();
  private final Application web = application("web").build();
  private final LocalObjects objects =
      new LocalObjects(
          new LocalViews.Sight(
              snapshots, cluster, settings, new InMemoryProjects(), () -> Instant.EPOCH, "argocd"),
          new Sources(
              new ScriptedGit(),
              new FolderRenderer(),
              new InMemoryCredentials(),
              settings,
              _ -> Result.success(ApiResources.NONE),
              "argocd"),
          cluster,
          tombstones);

  LocalObjectsTest() {
    cluster.put(secret(SECRET));
    cluster.put(secret(OTHER));
    TestSnapshots.publish(snapshots, snapshot(seen(SECRET)));
  }

  private static Manifest secret(ResourceKey key) {
    return Manifest.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "metadata",
            Map.of("name", key.name(), "namespace", key.namespace()),
            "data",
            Map.of("password", "Y2FuYXJ5")));
  }

  private Manifest live(ResourceKey key) {
    return cluster.object(key).orElseThrow();
  }

  /** As the watch cache saw it. */
  private LiveResource seen(ResourceKey key) {
    return new LiveResource(
        key,
        "v1",
        live(key).uid(),
        live(key).resourceVersion(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Digest.NONE,
        Instant.EPOCH,
        false,
        Optional.empty());
  }

  private ApplicationSnapshot snapshot(LiveResource resource) {
    ResourceComparison compared =
        new ResourceComparison(
            resource.key(),
            "v1",
            Optional.empty(),
            Optional.of(resource),
            Optional.of(SyncStatus.Synced),
            true,
            false,
            false,
            List.of(),
            Optional.empty(),
            Digest.NONE,
            Digest.NONE);
    Comparison comparison =
        new Comparison(SyncStatus.Synced, Map.of(resource.key(), compared), true);
    Evaluated evaluated =
        new Evaluated(
            Evaluated.NOTHING.desired(), comparison, Evaluated.NOTHING.live(), ApiResources.NONE);
    return new ApplicationSnapshot(
        web,
        SERVER,
        Optional.of(evaluated),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        0);
  }

  private static Failure failure(Result<?> result) {
    return result instanceof Result.Failed<?>(var failure)
        ? failure
        : new Failure.Defect("it succeeded: " + result);
  }

  @Test
  void showsItsOwnWithSecretsMasked() {
    assertThat(objects.get(web.id(), SECRET).toString())
        .contains("token", "++++")
        .doesNotContain("Y2FuYXJ5");
  }

  @Test
  void whatIsNotInTheTreeDoesNotExist() {
    assertThat(failure(objects.get(web.id(), OTHER))).isInstanceOf(Failure.NotFound.class);
    assertThat(failure(objects.events(web.id(), OTHER))).isInstanceOf(Failure.NotFound.class);
    assertThat(failure(objects.delete(web.id(), OTHER, false, "ana")))
        .isInstanceOf(Failure.NotFound.class);
    assertThat(cluster.object(OTHER)).isPresent();
  }

  /** Deleted and made anew under the same name: that is another object. */
  @Test
  void theSameNameWithAnotherUidIsNotIt() {
    cluster.vanish(SECRET);
    cluster.put(secret(SECRET));
    assertThat(failure(objects.get(web.id(), SECRET))).isInstanceOf(Failure.NotFound.class);
    assertThat(failure(objects.delete(web.id(), SECRET, false, "ana")))
        .isInstanceOf(Failure.NotFound.class);
    assertThat(cluster.object(SECRET)).isPresent();
  }

  @Test
  void rememberedFirstThenDeleted() {
    assertThat(objects.delete(web.id(), SECRET, false, "ana")).isEqualTo(Result.done());
    assertThat(cluster.object(SECRET)).isEmpty();
    assertThat(tombstones.of(web.id()))
        .singleElement()
        .satisfies(batch -> {
          assertThat(batch.reason()).isEqualTo("deleted by ana");
          assertThat(batch.objects()).hasSize(1);
        });
  }

  @Test
  void notDeletedWhereItCannotBeRemembered() {
    tombstones.refuse(Optional.of(new Failure.Conflict("full")));
    assertThat(failure(objects.delete(web.id(), SECRET, false, "ana")))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(cluster.object(SECRET)).isPresent();
  }

  /** The answer was lost: nobody is told that it is gone. */
  @Test
  void aLostReplyIsNoSuccess() {
    cluster.loseReplies(true);
    assertThat(failure(objects.delete(web.id(), SECRET, false, "ana")))
        .isInstanceOf(Failure.ClusterUnreachable.class);
  }
}
