package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteRequest;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an application sees of its cluster, and what its writes do. */
class ClustersTest {
  private static ClusterFixture fixture;
  private static TestNamespace namespace;

  @BeforeAll
  static void connect() {
    fixture = new ClusterFixture(SharedSandbox.get().kubeconfig()).connect();
    namespace = SharedSandbox.get().namespace();
  }

  @AfterAll
  static void close() {
    namespace.close();
    fixture.close();
  }

  @Test
  void seesItsOwnWritesAtOnce() {
    Manifest desired = configMap("own", "shop", "a");
    assertThat(change(apply(desired))).isEqualTo(Change.CREATED);
    assertThat(value(desired.key())).contains("a");
    assertThat(change(apply(configMap("own", "shop", "b")))).isEqualTo(Change.CONFIGURED);
    assertThat(value(desired.key())).contains("b");
    assertThat(change(apply(configMap("own", "shop", "b")))).isEqualTo(Change.UNCHANGED);
  }

  @Test
  void deletesOnlyWhatWasProved() {
    Manifest live = applied(apply(configMap("doomed", "shop", "a"))).live();
    fixture.raw.mergePatch(path("doomed"), "{\"data\":{\"k\":\"other\"}}");
    assertThat(delete(live)).isInstanceOf(DeleteOutcome.Changed.class);
    Manifest now = fixture.raw.get(path("doomed"));
    assertThat(delete(now)).isEqualTo(new DeleteOutcome.Deleted(true));
    assertThat(live("shop", List.of()).find(live.key())).isEmpty();
    assertThat(delete(now)).isInstanceOf(DeleteOutcome.AlreadyGone.class);
  }

  @Test
  void readsAnObjectThatSomebodyElseMade() {
    fixture.raw.post(
        "/api/v1/namespaces/" + namespace.name() + "/configmaps",
        "{\"metadata\":{\"name\":\"foreign\"},\"data\":{\"k\":\"theirs\"}}");
    ResourceKey key = ClusterFixture.configMap(namespace.name(), "foreign");
    Awaitility.await().until(() -> live("nobody", List.of(key)).find(key).isPresent());
    LiveState live = live("nobody", List.of(key));
    assertThat(live.find(key).orElseThrow().manifest().orElseThrow().text("data", "k"))
        .contains("theirs");
    assertThat(live.find(key).orElseThrow().tracking()).isEmpty();
  }

  @Test
  void knowsWhatThePodsOfAnApplicationRunAtWhateverDepth() {
    apply(deployment(2));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(live("runner", List.of()).images()).containsExactly("run:1"));
    assertThat(live("shop", List.of()).images()).isEmpty();
    apply(deployment(0));
    Awaitility.await().until(() -> live("runner", List.of()).images().isEmpty());
  }

  private static Manifest deployment(int replicas) {
    return ClusterFixture.json(
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"run","namespace":"%1$s",
         "annotations":{"argocd.argoproj.io/tracking-id":"runner:apps/Deployment:%1$s/run"}},
         "spec":{"replicas":%2$d,"selector":{"matchLabels":{"app":"run"}},"template":{
          "metadata":{"labels":{"app":"run"}},
          "spec":{"terminationGracePeriodSeconds":0,"containers":[{"name":"c","image":"run:1"}]}}}}
        """
            .formatted(namespace.name(), replicas));
  }

  private static Manifest configMap(String name, String application, String value) {
    return ClusterFixture.json(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"%s",
         "annotations":{"argocd.argoproj.io/tracking-id":"%s:/ConfigMap:%s/%s"}},"data":{"k":"%s"}}
        """
            .formatted(name, namespace.name(), application, namespace.name(), name, value));
  }

  private static String path(String name) {
    return "/api/v1/namespaces/" + namespace.name() + "/configmaps/" + name;
  }

  private static ApplyOutcome apply(Manifest desired) {
    return fixture.clusters.apply(
        ClusterFixture.SERVER,
        new ApplyRequest(
            desired,
            ApplyRequest.Mode.SERVER_SIDE,
            true,
            false,
            Optional.of("kubectl-client-side-apply")));
  }

  private static Applied applied(ApplyOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return (Applied) outcome;
  }

  private static Change change(ApplyOutcome outcome) {
    return applied(outcome).change();
  }

  private static DeleteOutcome delete(Manifest object) {
    return fixture.clusters.delete(
        ClusterFixture.SERVER,
        new DeleteRequest(
            object.key(), "v1", object.uid(), object.resourceVersion(), Propagation.BACKGROUND));
  }

  private static Optional<String> value(ResourceKey key) {
    return live("shop", List.of())
        .find(key)
        .flatMap(resource -> resource.manifest().orElseThrow().text("data", "k"));
  }

  private static LiveState live(String application, List<ResourceKey> wanted) {
    Result<LiveState> result = fixture.clusters.live(ClusterFixture.SERVER, application, wanted);
    assertThat(result).isInstanceOf(Result.Success.class);
    return ((Result.Success<LiveState>) result).value();
  }
}
