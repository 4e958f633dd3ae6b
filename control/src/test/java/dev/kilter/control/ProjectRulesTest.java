package dev.kilter.control;

import static dev.kilter.control.Manifests.configMap;
import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Condition;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.testkit.application.TestProjects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project asks for and this version cannot keep stops what it protects, and says so. */
class ProjectRulesTest {
  private final World world = new World();

  @Test
  void whatCannotBeKeptStopsTheApplication() {
    start(Map.of("destinationServiceAccounts", List.of(Map.of())), List.of());

    assertThat(world.conditions("web")).containsExactly(Condition.Type.InvalidSpecError);
    assertThat(message()).contains("which this version of Kilter does not", "nothing is synced");
    assertThat(world.live(World.configMap("a"))).isEmpty();
  }

  @Test
  void aSyncWindowKeepsAutomationAwayAndAPersonMaySync() {
    start(Map.of(), List.of(window("applications", "w*")));

    assertThat(world.sync("web")).isEqualTo(SyncStatus.OutOfSync);
    assertThat(world.conditions("web")).containsExactly(Condition.Type.SyncError);
    assertThat(message()).contains("Sync windows of project 'default'", "kilter app sync web");
    assertThat(world.live(World.configMap("a"))).isEmpty();

    world.applications.startOperation(World.id("web"), Operations.sync(List.of(), false), Map.of());
    world.pass();
    assertThat(world.live(World.configMap("a"))).isPresent();
    assertThat(world.conditions("web")).isEmpty();
  }

  @Test
  void aSyncWindowOfOthersIsNone() {
    start(
        Map.of(),
        List.of(
            window("applications", "api"),
            window("namespaces", "other"),
            window("clusters", "far"),
            Map.of(
                "andOperator",
                true,
                "applications",
                List.of("web"),
                "namespaces",
                List.of("other"))));

    assertThat(world.sync("web")).isEqualTo(SyncStatus.Synced);
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespaces shop", "clusters https://kubernetes.default.svc"})
  void aSyncWindowIsFoundByTheDestination(String target) {
    String[] words = target.split(" ", 2);
    start(Map.of(), List.of(window(words[0], words[1])));

    assertThat(world.conditions("web")).containsExactly(Condition.Type.SyncError);
  }

  private static Map<String, Object> window(String list, String glob) {
    return Map.of("kind", "deny", "schedule", "0 0 * * *", list, List.of(glob));
  }

  private void start(Map<String, Object> spec, List<Map<String, Object>> windows) {
    Project all = TestProjects.permissive("default");
    world.projects.put(
        new Project(
            all.name(),
            all.resourceVersion(),
            "",
            all.sourceRepos(),
            all.destinations(),
            all.sourceNamespaces(),
            all.clusterResourceWhitelist(),
            all.clusterResourceBlacklist(),
            all.namespaceResourceWhitelist(),
            all.namespaceResourceBlacklist(),
            all.orphanedResources(),
            windows.stream().map(window -> Manifest.of(Map.copyOf(window))).toList(),
            false,
            Manifest.of(Map.of("kind", "AppProject", "spec", spec))));
    world.commit(Map.of("web/a.yaml", configMap("a", "1")));
    world.applications.put(application("web").automated(true, true).build());
    world.start().pass(Duration.ofMinutes(10));
  }

  private String message() {
    return world.app("web").status().conditions().getFirst().message();
  }
}
