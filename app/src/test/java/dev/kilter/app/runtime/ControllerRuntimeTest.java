package dev.kilter.app.runtime;

import static dev.kilter.testkit.application.ApplicationBuilder.application;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.app.config.Logging;
import dev.kilter.app.config.StandardError;
import dev.kilter.codec.Json;
import dev.kilter.control.effect.Ports;
import dev.kilter.control.state.LoopOptions;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.Telemetry;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.time.SteadyClock;
import dev.kilter.testkit.application.TestProjects;
import dev.kilter.testkit.application.TestSettings;
import dev.kilter.testkit.cluster.ModelCluster;
import dev.kilter.testkit.git.ScriptedGit;
import dev.kilter.testkit.render.FolderRenderer;
import dev.kilter.testkit.store.InMemoryApplicationStore;
import dev.kilter.testkit.store.InMemoryCredentials;
import dev.kilter.testkit.store.InMemoryProjects;
import dev.kilter.testkit.store.InMemorySettings;
import dev.kilter.testkit.store.Recorders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ControllerRuntimeTest {
  private static final String REPO = "https://git.example/shop";
  private static final ResourceKey OBJECT = new ResourceKey("", "ConfigMap", "shop", "a");
  private static final ApplicationId WEB = new ApplicationId("argocd", "web");

  private final ScriptedGit git = new ScriptedGit();
  private final InMemoryApplicationStore applications = new InMemoryApplicationStore();
  private final InMemoryCredentials credentials = new InMemoryCredentials();
  private final InMemoryProjects projects = new InMemoryProjects();
  private final ModelCluster cluster =
      new ModelCluster(Destination.IN_CLUSTER_SERVER, "in-cluster", _ -> Optional.empty());

  @Test
  void syncsANewApplicationThenAPushAndStops() {
    credentials.putCluster(Destination.IN_CLUSTER_SERVER, Destination.IN_CLUSTER_NAME);
    projects.put(TestProjects.permissive("default"));
    git.commit(REPO, "main", Map.of("web/a.yaml", configMap("1")));
    applications.put(application("web").automated(true, true).build());
    try (ControllerRuntime runtime = runtime()) {
      runtime.start();
      await().until(() -> value().equals(Optional.of("1")));

      git.commit(REPO, "main", Map.of("web/a.yaml", configMap("2")));
      runtime.pushed(
          new PushEvent(List.of(REPO), "refs/heads/main", "", "", List.of(), false, true));
      await().until(() -> value().equals(Optional.of("2")));
      await()
          .until(() ->
              runtime
                  .snapshots()
                  .find(WEB)
                  .flatMap(snapshot -> snapshot.evaluated())
                  .filter(it -> it.comparison().status() == SyncStatus.Synced)
                  .isPresent());
    }
    assertThat(applications.existing(WEB).status().history()).hasSize(2);
  }

  @Test
  void everyLineAboutAnApplicationSaysWhichAndAtWhichRevision() {
    credentials.putCluster(Destination.IN_CLUSTER_SERVER, Destination.IN_CLUSTER_NAME);
    projects.put(TestProjects.permissive("default"));
    String commit = git.commit(REPO, "main", Map.of("web/a.yaml", configMap("1")));
    applications.put(application("web").automated(true, true).build());
    try (StandardError error = new StandardError();
        ControllerRuntime runtime = runtime()) {
      new Logging(Optional.of(LogFormat.JSON), Optional.empty()).configure(Telemetry.NONE);
      runtime.start();
      for (String last : List.of("-> Healthy", "OperationCompleted")) {
        await().until(() -> error.lines().stream().anyMatch(line -> line.contains(last)));
      }

      List<Map<String, Object>> lines = error.lines().stream().map(this::fields).toList();
      assertThat(lines)
          .allSatisfy(line ->
              assertThat(line)
                  .containsEntry("application", "web")
                  .containsEntry("app-namespace", "argocd")
                  .containsEntry("project", "default")
                  .containsEntry("revision", commit));
      assertThat(lines.stream().filter(line -> line.containsKey("syncId")))
          .extracting(line -> line.get("reason"))
          .containsExactly("OperationStarted", "OperationCompleted");
    }
  }

  private Map<String, Object> fields(String line) {
    return new TreeMap<>(Json.object(line.getBytes(StandardCharsets.UTF_8)));
  }

  private ControllerRuntime runtime() {
    return new ControllerRuntime(
        new Ports(
            applications,
            credentials,
            git,
            new FolderRenderer(),
            cluster,
            cluster,
            new Ports.Memory(
                new Recorders.Graveyard(), new Recorders.Events(), new Recorders.Memory())),
        new InMemorySettings(TestSettings.DEFAULT),
        projects,
        LoopOptions.of("argocd"),
        SteadyClock.system(),
        LoopListener.NONE);
  }

  private Optional<String> value() {
    return cluster.object(OBJECT).flatMap(object -> object.text("data", "key"));
  }

  private static String configMap(String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: a
    data:
      key: "%s"
    """
        .formatted(value);
  }
}
