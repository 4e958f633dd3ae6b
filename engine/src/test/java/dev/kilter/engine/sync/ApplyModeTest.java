package dev.kilter.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.IgnoreDifference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ApplyModeTest {
  private static final IgnoreDifference REPLICAS =
      new IgnoreDifference(
          "apps", "Deployment", "", "", List.of("/spec/replicas"), List.of(), List.of());

  @Test
  void theObjectsWordGoesBeforeTheOperations() {
    assertThat(first(new Scenario().git("ConfigMap a"))).isEqualTo("apply ConfigMap/a");
    assertThat(first(new Scenario().git("ConfigMap a").options("ServerSideApply=false")))
        .isEqualTo("apply client-side ConfigMap/a");
    assertThat(
            first(
                new Scenario()
                    .git("ConfigMap a options=ServerSideApply=true")
                    .options("ServerSideApply=false")))
        .isEqualTo("apply ConfigMap/a");
    assertThat(
            first(
                new Scenario()
                    .git("ConfigMap a options=ServerSideApply=false")
                    .options("ServerSideApply=true")))
        .isEqualTo("apply client-side ConfigMap/a");
  }

  @Test
  void replaceWinsAndMayBeAskedForByTheLiveObject() {
    assertThat(first(new Scenario().git("ConfigMap a options=Replace=true,ServerSideApply=true")))
        .isEqualTo("replace ConfigMap/a");
    assertThat(
            first(
                new Scenario()
                    .git("ConfigMap a")
                    .live("ConfigMap a options=Replace=true,Force=true")))
        .isEqualTo("replace by force ConfigMap/a");
  }

  @Test
  void earlierAppliesAreMigratedUnlessThatIsRefused() {
    assertThat(migratedFrom(new Scenario())).contains("kubectl-client-side-apply");
    assertThat(migratedFrom(annotated())).contains("helm");
    assertThat(migratedFrom(new Scenario().options("ClientSideApplyMigration=false"))).isEmpty();
    assertThat(migratedFrom(annotated().options("ClientSideApplyMigration=false"))).isEmpty();
  }

  private static Scenario annotated() {
    Scenario scenario = new Scenario();
    scenario.annotations.put(Annotations.MIGRATION_MANAGER, "helm");
    return scenario;
  }

  private static Optional<String> migratedFrom(Scenario scenario) {
    Step step = Sync.next(scenario.git("ConfigMap a").running(), scenario.observation());
    SyncCommand command = ((Step.Execute) step).commands().getFirst();
    return ((SyncCommand.Apply) command).request().migrateFrom();
  }

  @Test
  void namespacesAndDefinitionsAreNeverRecreated() {
    assertThat(first(new Scenario().git("Namespace a options=Replace=true").force()))
        .isEqualTo("replace Namespace/a");
    assertThat(first(new Scenario().git("ConfigMap a").force()))
        .isEqualTo("apply by force ConfigMap/a");
  }

  @Test
  void aForceOfTheWholeSyncSparesVolumes() {
    assertThat(first(new Scenario().git("PersistentVolumeClaim a").guarded().force()))
        .isEqualTo("apply PersistentVolumeClaim/a");
    assertThat(first(new Scenario().git("PersistentVolumeClaim a options=Force=true").guarded()))
        .isEqualTo("apply by force PersistentVolumeClaim/a");
    assertThat(first(new Scenario().git("PersistentVolumeClaim a").force()))
        .as("as Argo CD, where the settings say so")
        .isEqualTo("apply by force PersistentVolumeClaim/a");
  }

  @Test
  void whatIsIgnoredIsLeftAsItIsLiveWhereThatIsAskedFor() {
    assertThat(replicas(ignoringReplicas())).isEqualTo(2L);
    assertThat(replicas(ignoringReplicas().options("RespectIgnoreDifferences=true"))).isEqualTo(5L);
    assertThat(replicas(ignoringReplicas().options("RespectIgnoreDifferences=false")))
        .isEqualTo(2L);
  }

  @Test
  void anObjectThatIsNotThereIsMadeAsGitHasIt() {
    Scenario scenario =
        new Scenario()
            .git("Deployment a spec={replicas:~2}")
            .options("RespectIgnoreDifferences=true");
    scenario.ignored.add(REPLICAS);
    assertThat(replicas(scenario)).isEqualTo(2L);
  }

  private static Scenario ignoringReplicas() {
    Scenario scenario =
        new Scenario()
            .git("Deployment a spec={replicas:~2,paused:~true}")
            .live("Deployment a spec={replicas:~5}");
    scenario.ignored.add(REPLICAS);
    return scenario;
  }

  private static long replicas(Scenario scenario) {
    scenario.go();
    return scenario.cluster.get("a").integer("spec", "replicas").orElseThrow();
  }

  private static String first(Scenario scenario) {
    return scenario.go().lines().findFirst().orElseThrow();
  }
}
