package dev.kilter.app.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.ManagedResource;
import dev.kilter.model.view.ApplicationViews.Node;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What everybody who shows applications owes to who looks, wherever the controller is. */
abstract class ViewsContract {
  private static final ApplicationId NOBODY = new ApplicationId("argocd", "nobody");

  final ViewsScene scene = new ViewsScene();
  private final ApplicationId web = scene.web.id();

  abstract ApplicationViews views();

  abstract FleetViews fleet();

  abstract ObjectViews objects();

  @Test
  void theTreeNamesEveryObject() {
    List<Node> tree = value(views().tree(web));
    assertThat(tree).extracting(Node::key).contains(ViewsScene.SECRET, ViewsScene.POD);
    assertThat(tree).isEqualTo(value(scene.views.tree(web)));
  }

  @Test
  void differencesShowNoSecret() {
    List<ManagedResource> managed = value(views().managedResources(web, List.of()));
    assertThat(managed).extracting(ManagedResource::key).contains(ViewsScene.SECRET);
    assertThat(managed.toString()).contains("++++").doesNotContain(ViewsScene.PASSWORD);
    assertThat(managed).isEqualTo(value(scene.views.managedResources(web, List.of())));
    assertThat(views().manifests(web, List.of())).isEqualTo(scene.views.manifests(web, List.of()));
  }

  @Test
  void theExplanationIsTheControllers() {
    Explained explained = value(views().explain(web));
    assertThat(explained).isEqualTo(value(scene.views.explain(web)));
    assertThat(explained.headline()).isNotEmpty();
    await().untilAsserted(() -> assertThat(fleet().brief(web)).isEqualTo(scene.views.brief(web)));
  }

  @Test
  void ofAnUnknownApplicationNothingIsSaid() {
    await()
        .untilAsserted(
            () -> assertThat(failure(fleet().brief(NOBODY))).isInstanceOf(Failure.NotFound.class));
    assertThat(
            Stream.of(
                views().tree(NOBODY),
                views().managedResources(NOBODY, List.of()),
                views().managedResources(NOBODY, List.of("main")),
                views().manifests(NOBODY, List.of()),
                views().explain(NOBODY),
                objects().get(NOBODY, ViewsScene.SECRET),
                objects().events(NOBODY, ViewsScene.SECRET),
                objects().pods(NOBODY, ViewsScene.POD),
                objects().log(NOBODY, log(false), _ -> {}, new Cancellation()),
                objects().delete(NOBODY, ViewsScene.SECRET, false, "ana"),
                objects().commit(NOBODY, 0, "main")))
        .allSatisfy(result -> assertThat(failure(result)).isInstanceOf(Failure.NotFound.class));
  }

  /** Which kind of failure it is decides what people are told to do. */
  @Test
  void whyARevisionCannotBeShownTravels() {
    Failure failure = failure(views().manifests(web, List.of("gone")));
    assertThat(failure).isEqualTo(failure(scene.views.manifests(web, List.of("gone"))));
    assertThat(failure(objects().commit(web, 0, "gone")))
        .isEqualTo(failure(scene.objects.commit(web, 0, "gone")));
  }

  @Test
  void clustersAreNamed() {
    assertThat(value(fleet().clusters()))
        .extracting(ClusterState::name, ClusterState::connected)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("in-cluster", true));
  }

  @Test
  void changesAreTold() throws InterruptedException {
    BlockingQueue<ApplicationId> heard = new LinkedBlockingQueue<>();
    fleet().listen(heard::add);
    await()
        .untilAsserted(() -> {
          scene.publish();
          assertThat(heard).contains(web);
        });
  }

  @Test
  void onlyObjectsOfTheTreeAreShown() {
    assertThat(objects().get(web, ViewsScene.SECRET).toString())
        .contains("token", "++++")
        .doesNotContain(ViewsScene.PASSWORD);
    assertThat(failure(objects().get(web, ViewsScene.OTHER))).isInstanceOf(Failure.NotFound.class);
    assertThat(value(objects().events(web, ViewsScene.SECRET))).isEmpty();
    assertThat(value(objects().pods(web, new ResourceKey("", "", "", ""))))
        .containsExactly(ViewsScene.POD);
  }

  @Test
  void aLogIsToldToItsEnd() {
    scene.cluster.say("2026-11-28T10:00:00Z one", "2026-11-28T10:00:01Z two \u2192 \"three\"", "");
    List<String> lines = new java.util.ArrayList<>();
    assertThat(objects().log(web, log(false), lines::add, new Cancellation()))
        .isEqualTo(Result.done());
    assertThat(lines)
        .containsExactly(
            "2026-11-28T10:00:00Z one", "2026-11-28T10:00:01Z two \u2192 \"three\"", "");
  }

  @Test
  void aFollowedLogEndsWhenNobodyListensAnyMore() {
    scene.cluster.say("2026-11-28T10:00:00Z one");
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Result<Void>> ended =
        CompletableFuture.supplyAsync(
            () -> objects().log(web, log(true), lines::add, cancellation));
    await().untilAsserted(() -> assertThat(lines).containsExactly("2026-11-28T10:00:00Z one"));
    assertThat(scene.cluster.openLogs()).isEqualTo(1);
    cancellation.cancel();
    await().untilAsserted(() -> assertThat(ended).isCompletedWithValue(Result.done()));
    await().untilAsserted(() -> assertThat(scene.cluster.openLogs()).isZero());
  }

  @Test
  void whatIsDeletedIsRememberedByWhom() {
    assertThat(objects().delete(web, ViewsScene.SECRET, false, "ana")).isEqualTo(Result.done());
    assertThat(scene.cluster.object(ViewsScene.SECRET)).isEmpty();
    assertThat(scene.tombstones.of(web))
        .singleElement()
        .satisfies(batch -> assertThat(batch.reason()).isEqualTo("deleted by ana"));
    assertThat(failure(objects().delete(web, ViewsScene.OTHER, false, "ana")))
        .isInstanceOf(Failure.NotFound.class);
    assertThat(scene.cluster.object(ViewsScene.OTHER)).isPresent();
  }

  private static LogQuery log(boolean follow) {
    return new LogQuery("shop", "web-1", "", false, follow, -1, Optional.empty());
  }

  private static <T> T value(Result<T> result) {
    return switch (result) {
      case Result.Success<T>(var value) -> value;
      case Result.Failed<T>(var failure) -> throw new AssertionError(failure);
    };
  }

  private static Failure failure(Result<?> result) {
    return result instanceof Result.Failed<?>(var failure)
        ? failure
        : new Failure.Defect("it succeeded: " + result);
  }
}
