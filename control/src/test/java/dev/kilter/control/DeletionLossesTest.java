package dev.kilter.control;

import static dev.kilter.control.Manifests.annotated;
import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.FALSE;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static dev.kilter.testkit.mutation.Value.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.deletion.Cascades;
import dev.kilter.control.deletion.DeletionBatch;
import dev.kilter.control.message.Command;
import dev.kilter.engine.prune.BlastRadius;
import dev.kilter.engine.prune.Prune;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.testkit.mutation.Guards;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because something was deleted that should have stayed. */
class DeletionLossesTest {
  private static final ResourceKey OLD = World.configMap("old");
  private static final String CASCADE_PLAN = "dev.kilter.control.deletion.CascadePlan";

  private final World world = new World();

  @Test
  void M03_whatIsDeletedLeavesItsReasonAndItselfBehind() {
    deployed(configMap("old", "dear"));
    world.justBefore(
        Command.Delete.class, () -> assertThat(world.tombstones.of(World.id("web"))).hasSize(1));
    String commit = leavesGit();

    assertThat(world.live(OLD)).isEmpty();
    assertThat(world.tombstones.of(World.id("web")))
        .singleElement()
        .satisfies(grave -> {
          assertThat(grave.reason()).contains("Git no longer names it");
          assertThat(grave.revision()).isEqualTo(commit);
          assertThat(grave.planHash()).isNotEmpty();
          assertThat(grave.objects())
              .singleElement()
              .satisfies(lost -> assertThat(lost.text("data", "key")).contains("dear"));
        });
  }

  @Test
  void M05_anApplicationThatLeavesItsParentsGitIsHeld() {
    deployed(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: staging
          namespace: argocd
          finalizers: [resources-finalizer.argocd.argoproj.io]
        """);
    leavesGit();

    assertThat(world.live(new ResourceKey("argoproj.io", "Application", "argocd", "staging")))
        .isPresent();
    assertThat(world.conditions("web")).contains(Condition.Type.DeletionHeldWarning);
  }

  @Test
  void M05_withoutItsFinalizerADeletedApplicationTakesNothingWithIt() {
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(
        application("web").automated(true, true).finalizer("example.org/mine").build());
    world.start().pass();
    deleteApplication();

    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(world.app("web").finalizers()).containsExactly("example.org/mine");
  }

  @Test
  void M07_whatAnotherApplicationTookOverIsNotPruned() {
    deployed(configMap("old", "1"));
    world.justBefore(Command.ReadObject.class, () -> mark("other:/ConfigMap:shop/old"));
    leavesGit();

    assertThat(world.live(OLD)).isPresent();
  }

  @Test
  void M07_whatAnotherApplicationTookOverIsNotDeletedWithTheFirst() {
    deployed(configMap("old", "1"));
    cascading();
    world.justBefore(Command.ReadObject.class, () -> mark("other:/ConfigMap:shop/old"));
    deleteApplication();

    assertThat(world.live(OLD)).isPresent();
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void M08_aCopyOfTheMarkOnAnotherObjectIsNoClaim() {
    deployed(configMap("old", "1"));
    world.cluster.put(made("copy", "web:/ConfigMap:shop/old"));
    leavesGit();

    assertThat(world.live(OLD)).isEmpty();
    assertThat(world.live(World.configMap("copy"))).isPresent();
  }

  @Test
  void M08_whatAControllerMadeIsItsOwn() {
    deployed(configMap("old", "1"));
    world.cluster.put(
        made("child", "web:/ConfigMap:shop/child")
            .with(
                List.of(
                    Map.of(
                        "apiVersion", "example.org/v1",
                        "kind", "Database",
                        "name", "db",
                        "uid", "uid-db",
                        "controller", true)),
                "metadata",
                "ownerReferences"));
    leavesGit();

    assertThat(world.live(OLD)).isEmpty();
    assertThat(world.live(World.configMap("child"))).isPresent();
  }

  @Test
  void M09_aNamespaceThatLeavesGitIsHeld() {
    deployed(namespace("team"));
    leavesGit();

    assertThat(world.live(new ResourceKey("", "Namespace", "", "team"))).isPresent();
    assertThat(world.conditions("web")).contains(Condition.Type.DeletionHeldWarning);
  }

  @Test
  void M09_noForceDeletesANamespaceToMakeItAgain() {
    deployed(annotated(namespace("team"), Annotations.SYNC_OPTIONS, "Force=true,Replace=true"));

    assertThat(world.commands)
        .filteredOn(command ->
            command instanceof Command.Apply apply
                && apply.request().key().kind().equals("Namespace"))
        .isNotEmpty()
        .noneMatch(command -> ((Command.Apply) command).request().force());
  }

  @Test
  void M10_whatAsksNotToBeDeletedIsNotPrunedEither() {
    deployed(annotated(configMap("old", "1"), Annotations.SYNC_OPTIONS, "Delete=false"));
    leavesGit();

    assertThat(world.live(OLD)).isPresent();
    assertThat(world.operation("web").phase()).isEqualTo(OperationPhase.Succeeded);
  }

  @Test
  void M10_whatAsksNotToBeDeletedOutlivesItsApplication() {
    deployed(annotated(configMap("old", "1"), Annotations.SYNC_OPTIONS, "Delete=false"));
    cascading();
    deleteApplication();

    assertThat(world.cluster.keys()).containsExactly(OLD);
    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @Test
  void M11_aNewObjectOfTheSameNameIsNotTheOldOne() {
    deployed(configMap("old", "1"));
    world.applications.put(application("web").automated(true, false).build());
    world.settle();
    world.justBefore(
        Command.ReadObject.class,
        () -> {
          Manifest again = world.live(OLD).orElseThrow().without("metadata", "uid");
          world.cluster.vanish(OLD);
          world.cluster.put(again);
        });
    leavesGit();

    assertThat(world.live(OLD)).isPresent();
  }

  @Test
  void M11_whatChangesAfterTheLastLookIsLookedAtAgain() {
    deployed(configMap("old", "1"));
    world.justBefore(Command.Delete.class, () -> mark("other:/ConfigMap:shop/old"));
    leavesGit();

    assertThat(world.live(OLD)).isPresent();
  }

  @Test
  void M19_aClusterThatIsGoneKeepsNoApplicationForEver() {
    deployed(configMap("old", "1"));
    cascading();
    world.credentials.removeCluster(World.SERVER);
    deleteApplication();

    assertThat(world.applications.has(World.id("web"))).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> without() {
    Guards guards = Guards.of(DeletionLossesTest.class);
    return withoutProof(withoutRestraint(guards)).tests();
  }

  private static Guards withoutRestraint(Guards guards) {
    return guards
        .without(
            "burying what is deleted",
            "M03_whatIsDeletedLeavesItsReasonAndItselfBehind",
            in(DeletionBatch.class, "bury").takes(NOTHING, Stream.class, "toList"))
        .without(
            "holding what is precious",
            "M05_anApplicationThatLeavesItsParentsGitIsHeld",
            in(BlastRadius.class, "reaching").takes(FALSE, Set.class, "contains"))
        .without(
            "asking for the cascade's finalizer",
            "M05_withoutItsFinalizerADeletedApplicationTakesNothingWithIt",
            in(Cascades.class, "advance").takes(FALSE, List.class, "isEmpty"))
        .without(
            "holding what is precious",
            "M09_aNamespaceThatLeavesGitIsHeld",
            in(BlastRadius.class, "reaching").takes(FALSE, Set.class, "contains"))
        .without(
            "a list of what is never made anew",
            "M09_noForceDeletesANamespaceToMakeItAgain",
            in("dev.kilter.engine.sync.ApplyRequests", "forced")
                .takes(FALSE, Set.class, "contains"))
        .without(
            "letting go where there is nothing left to delete",
            "M19_aClusterThatIsGoneKeepsNoApplicationForEver",
            in(Cascades.class, "release").answers(NOTHING));
  }

  private static Guards withoutProof(Guards guards) {
    return guards
        .without(
            "reading the mark of the live object",
            "M07_whatAnotherApplicationTookOverIsNotPruned",
            in(Prune.class, "notMarked").answers(NOTHING))
        .without(
            "reading the mark of the live object",
            "M07_whatAnotherApplicationTookOverIsNotDeletedWithTheFirst",
            in(CASCADE_PLAN, "prove").takes(TRUE, Optional.class, "isPresent"))
        .without(
            "comparing the mark with the object that carries it",
            "M08_aCopyOfTheMarkOnAnotherObjectIsNoClaim",
            in("dev.kilter.engine.compare.Tracker", "names").answers(TRUE),
            in(Prune.class, "names").answers(TRUE))
        .without(
            "leaving objects to their controllers",
            "M08_whatAControllerMadeIsItsOwn",
            in("dev.kilter.engine.compare.Compare", "extras").takes(TRUE, List.class, "isEmpty"),
            in(Prune.class, "owned").answers(NOTHING))
        .without(
            "asking the live object",
            "M10_whatAsksNotToBeDeletedIsNotPrunedEither",
            in("dev.kilter.engine.resource.ResourceOptions", "asksToStay").answers(FALSE))
        .without(
            "asking the live object",
            "M10_whatAsksNotToBeDeletedOutlivesItsApplication",
            in(CASCADE_PLAN, "keeps").answers(FALSE))
        .without(
            "comparing the uid",
            "M11_aNewObjectOfTheSameNameIsNotTheOldOne",
            in(Prune.class, "notTheSame").answers(NOTHING))
        .without(
            "the resourceVersion in the deletion",
            "M11_whatChangesAfterTheLastLookIsLookedAtAgain",
            in(DeletionBatch.class, "delete")
                .takes(NOTHING, "dev.kilter.engine.prune.Proof$Proved", "resourceVersion"));
  }

  /** An application with the manifest and two more, synced. */
  private void deployed(String manifest) {
    world.commit(
        Map.of(
            "web/a.yaml", configMap("a", "1"),
            "web/b.yaml", configMap("b", "1"),
            "web/old.yaml", manifest));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass();
    assertThat(world.cluster.keys()).hasSize(3);
  }

  private String leavesGit() {
    String commit = world.commit(Map.of("web/old.yaml", ""));
    world.push("main");
    world.pass();
    return commit;
  }

  private void cascading() {
    world.applications.put(application("web").automated(true, true).cascade().build());
    world.settle();
  }

  private void deleteApplication() {
    world.applications.delete(World.id("web"), world.now);
    world.pass(Duration.ofMinutes(2));
  }

  private void mark(String mark) {
    world.cluster.edit(
        OLD, live -> live.with(mark, "metadata", "annotations", TrackingId.ANNOTATION));
  }

  private static Manifest made(String name, String mark) {
    return Manifest.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Map.of(
                "name",
                name,
                "namespace",
                "shop",
                "annotations",
                Map.of(TrackingId.ANNOTATION, mark))));
  }

  private static String namespace(String name) {
    return """
    apiVersion: v1
    kind: Namespace
    metadata:
      name: %s
    """
        .formatted(name);
  }
}
