package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest.Mode;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Taking over from Argo CD and giving back. Objects are made by plain requests exactly as Argo CD's
 * client-side apply makes them; {@code kubectl apply --server-side} migrates and would prove
 * nothing (design §7).
 */
class MigrationTest {
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

  private static String collection() {
    return "/apis/apps/v1/namespaces/" + namespace.name() + "/deployments";
  }

  private static Manifest deployment(String name, String labels, String environment) {
    return ClusterFixture.json(
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%s","namespace":"%s",
          "annotations":{"argocd.argoproj.io/tracking-id":"shop:apps/Deployment:%s/%s"},"labels":{%s}},
         "spec":{"replicas":0,"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":
          {"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"i:1","env":[%s]}]}}}}
        """
            .formatted(name, namespace.name(), namespace.name(), name, labels, environment));
  }

  private static String variable(String name) {
    return "{\"name\":\"%s\",\"value\":\"v\"}".formatted(name);
  }

  /** What Argo CD sends for a new object: a POST with its last-applied annotation. */
  private static void createAsArgo(Manifest desired) {
    fixture.raw.post(
        collection() + "?fieldManager=argocd-controller", Json.text(remembered(desired).root()));
  }

  private static Manifest remembered(Manifest desired) {
    Map<String, @Nullable Object> annotations = new LinkedHashMap<>(desired.annotations());
    annotations.put(Annotations.LAST_APPLIED, Json.text(desired.root()) + "\n");
    return desired.with(annotations, "metadata", "annotations");
  }

  private static Applied apply(Manifest desired, Mode mode) {
    ApplyOutcome outcome =
        fixture.clusters.apply(
            ClusterFixture.SERVER,
            new ApplyRequest(desired, mode, true, false, Optional.of("kubectl-client-side-apply")));
    assertThat(outcome).isInstanceOf(Applied.class);
    return (Applied) outcome;
  }

  @Test
  void removesWhatGitDroppedFromAnObjectThatArgoMade() {
    createAsArgo(
        deployment("taken", "\"keep\":\"1\",\"drop\":\"1\"", variable("A") + "," + variable("B")));
    Manifest live =
        apply(deployment("taken", "\"keep\":\"1\"", variable("A")), Mode.SERVER_SIDE).live();
    assertThat(live.labels()).containsOnlyKeys("keep");
    assertThat(environment(live)).containsExactly("A");
    assertThat(live.items("metadata", "managedFields"))
        .filteredOn(entry -> entry.text("manager").orElse("").equals("argocd-controller"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text("operation")).contains("Apply"));
  }

  @Test
  void migratesFromTheCacheAsWellAsFromTheAnswer() {
    createAsArgo(deployment("known", "\"drop\":\"1\"", variable("B")));
    org.awaitility.Awaitility.await()
        .until(() ->
            fixture.clusters.live(ClusterFixture.SERVER, "shop", java.util.List.of())
                    instanceof dev.kilter.model.failure.Result.Success<?>(var state)
                && state instanceof dev.kilter.model.cluster.LiveState live
                && live.find(deployment("known", "", "").key()).isPresent());
    Manifest live = apply(deployment("known", "", variable("A")), Mode.SERVER_SIDE).live();
    assertThat(live.labels()).isEmpty();
    assertThat(environment(live)).containsExactly("A");
  }

  @Test
  void leavesArgoAnUpToDateMemorySoThatItsApplyDropsTheFieldToo() {
    createAsArgo(deployment("returned", "", variable("A")));
    Manifest ours =
        apply(
                deployment("returned", "\"ours\":\"1\"", variable("A") + "," + variable("C")),
                Mode.SERVER_SIDE)
            .live();
    assertThat(ours.labels()).containsKey("ours");
    Manifest theirs = apply(deployment("returned", "", variable("A")), Mode.CLIENT_SIDE).live();
    assertThat(theirs.labels()).doesNotContainKey("ours");
    assertThat(environment(theirs)).containsExactly("A");
  }

  @Test
  void appliesClientSideWhereTheServerCannotMergeAndSaysWhy() {
    Manifest twice = deployment("twice", "", variable("A") + "," + variable("A"));
    Applied applied = apply(twice, Mode.SERVER_SIDE);
    assertThat(applied.note()).contains("unique keys");
    assertThat(applied.live().name()).isEqualTo("twice");
  }

  private static java.util.List<String> environment(Manifest live) {
    return live.items("spec", "template", "spec", "containers").getFirst().items("env").stream()
        .map(variable -> variable.text("name").orElse(""))
        .toList();
  }
}
