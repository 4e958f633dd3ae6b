package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.testkit.application.ApplicationBuilder;
import dev.kilter.testkit.application.TestProjects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to the objects of an application that is deleted. */
class CascadeTest {
  private static final String HOOK =
      """
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: hook
        annotations:
          argocd.argoproj.io/hook: PostSync
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: main, image: shop}]
      """;

  private final World world = new World();

  @Test
  void theHighestWaveGoesFirstAndTheFinalizerLast() {
    deploy(Annotations.FINALIZER, annotated("late", "argocd.argoproj.io/sync-wave", "5"));
    world.cluster.edit(
        World.configMap("late"),
        live -> live.with(List.of("example.org/wait"), "metadata", "finalizers"));
    world.settle();
    delete();

    assertThat(deletes()).containsExactly("delete /ConfigMap/shop/late");
    assertThat(world.applications.has(World.id("web"))).isTrue();

    world.cluster.edit(World.configMap("late"), live -> live.without("metadata", "finalizers"));
    world.pass();
    assertThat(deletes())
        .containsExactly("delete /ConfigMap/shop/late", "delete /ConfigMap/shop/a");
    assertThat(world.applications.has(World.id("web"))).isFalse();
    assertThat(world.tombstones.of(World.id("web"))).hasSize(2);
  }

  @Test
  void withoutAFinalizerTheObjectsStay() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    delete();

    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void whatAsksToBeKeptStays() {
    deploy(Annotations.FINALIZER, annotated("kept", Annotations.SYNC_OPTIONS, "Delete=false"));
    delete();

    assertThat(world.cluster.keys()).containsExactly(World.configMap("kept"));
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void theApplicationsOwnWordHoldsWhereAnObjectSaysNothing() {
    deploy(
        application("web").finalizer(Annotations.FINALIZER).option("Delete=false"),
        annotated("told", Annotations.SYNC_OPTIONS, "Delete=true"));
    delete();

    assertThat(world.cluster.keys()).containsExactly(World.configMap("a"));
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void whatIsMarkedAsAnothersStays() {
    deploy(Annotations.FINALIZER, configMap("b", "1"));
    world.cluster.edit(
        World.configMap("b"),
        live ->
            live.with(
                "other:/ConfigMap:shop/b",
                "metadata",
                "annotations",
                "argocd.argoproj.io/tracking-id"));
    delete();

    assertThat(world.cluster.keys()).containsExactly(World.configMap("b"));
  }

  @Test
  void aConfirmationIsWaitedFor() {
    deploy(Annotations.FINALIZER, annotated("dear", Annotations.SYNC_OPTIONS, "Delete=confirm"));
    delete();
    world.pass();

    assertThat(deletes()).isEmpty();
    assertThat(world.conditions("web")).contains(Condition.Type.DeletionError);
    world.applications.annotate(
        World.id("web"), Map.of(Annotations.DELETION_APPROVED, Optional.of(world.now.toString())));
    world.pass();
    assertThat(world.cluster.keys()).isEmpty();
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void theApplicationMayAskForAConfirmationOfEverything() {
    deploy(
        application("web").finalizer(Annotations.FINALIZER).option("Delete=confirm"),
        configMap("b", "1"));
    delete();
    world.pass();

    assertThat(deletes()).isEmpty();
    assertThat(world.conditions("web")).contains(Condition.Type.DeletionError);
  }

  @Test
  void aClusterThatIsGoneKeepsNobody() {
    deploy(Annotations.FINALIZER, configMap("b", "1"));
    world.credentials.removeCluster(World.SERVER);
    delete();

    assertThat(world.applications.has(World.id("web"))).isFalse();
    assertThat(deletes()).isEmpty();
  }

  @Test
  void aClusterThatDoesNotAnswerIsWaitedForWithACondition() {
    deploy(Annotations.FINALIZER, configMap("b", "1"));
    world.cluster.connected(false);
    delete();
    world.pass();

    assertThat(world.conditions("web")).contains(Condition.Type.DeletionError);
    world.cluster.connected(true);
    world.pass();
    assertThat(world.applications.has(World.id("web"))).isFalse();
    assertThat(world.cluster.keys()).isEmpty();
  }

  /** Whoever starts while it is away has never seen its objects, and forgets none of them. */
  @Test
  void aKindWhoseServerIsAwayIsWaitedForWithACondition() {
    deploy(Annotations.FINALIZER, HOOK.replace("argocd.argoproj.io/hook: PostSync", "a: b"));
    world.cluster.away("batch", true);
    delete();
    world.pass();

    assertThat(world.app("web").status().conditions())
        .filteredOn(condition -> condition.type() == Condition.Type.DeletionError)
        .singleElement()
        .satisfies(condition -> assertThat(condition.message()).contains("the server of batch"));
    assertThat(world.snapshot("web").failure().orElseThrow().failure().message())
        .contains("the server of batch");
    assertThat(deletes()).isEmpty();
    assertThat(world.applications.has(World.id("web"))).isTrue();

    world.cluster.away("batch", false);
    world.pass();
    assertThat(world.cluster.keys()).isEmpty();
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void anotherKindWhoseServerIsAwayIsNoneOfItsBusiness() {
    deploy(Annotations.FINALIZER, configMap("b", "1"));
    world.cluster.away("batch", true);
    delete();

    assertThat(world.cluster.keys()).isEmpty();
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  /** Its objects went with it. */
  @Test
  void aKindThatIsServedNoMoreKeepsNobody() {
    deploy(Annotations.FINALIZER, HOOK.replace("argocd.argoproj.io/hook: PostSync", "a: b"));
    world.cluster.silent(true);
    world.cluster.vanish(new ResourceKey("batch", "Job", "shop", "hook"));
    world.cluster.silent(false);
    delete();

    assertThat(world.cluster.keys()).isEmpty();
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void whatTheProjectForbidsIsLeftUntouched() {
    deploy(Annotations.FINALIZER, configMap("b", "1"));
    world.projects.put(
        TestProjects.of(
            "default",
            List.of("*"),
            List.of(new Project.DestinationRule("*", "*", "elsewhere")),
            List.of()));
    delete();
    world.pass();

    assertThat(world.cluster.keys()).hasSize(2);
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void aHookThatRunsGoesWithItsApplication() {
    ResourceKey hook = new ResourceKey("batch", "Job", "shop", "hook");
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "web/hook.yaml", HOOK));
    world.applications.put(
        application("web").finalizer(Annotations.FINALIZER).automated(true, true).build());
    world.start().pass();
    assertThat(world.live(hook).orElseThrow().list("metadata", "finalizers"))
        .containsExactly("argocd.argoproj.io/hook-finalizer");
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Running);
    delete();

    assertThat(world.live(hook)).isEmpty();
    assertThat(world.applications.has(World.id("web"))).isFalse();
    assertThat(world.tombstones.of(World.id("web"))).hasSize(1);
  }

  @Test
  void foreignFinalizersStay() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(
        application("web").automated(true, true).cascade().finalizer("example.org/mine").build());
    world.start().pass();
    delete();
    world.pass(Duration.ofMinutes(5));

    assertThat(world.live(World.configMap("a"))).isEmpty();
    assertThat(world.app("web").finalizers()).containsExactly("example.org/mine");
  }

  private void deploy(String finalizer, String second) {
    deploy(application("web").finalizer(finalizer), second);
  }

  private void deploy(ApplicationBuilder web, String second) {
    world.commit(Map.of("web/a.yaml", configMap("a", "1"), "web/b.yaml", second));
    world.applications.put(web.automated(true, true).build());
    world.start().pass();
    assertThat(world.cluster.keys()).hasSize(2);
  }

  private void delete() {
    world.applications.delete(World.id("web"), world.now);
    world.settle();
    world.pass(Duration.ofSeconds(30));
  }

  private List<String> deletes() {
    return world.cluster.requests().stream()
        .filter(request -> request.startsWith("delete"))
        .toList();
  }

  private static String annotated(String name, String annotation, String value) {
    return configMap(name, "1")
        .replace(
            "  name: " + name + "\n",
            "  name: " + name + "\n  annotations:\n    " + annotation + ": \"" + value + "\"\n");
  }
}
