package dev.kilter.sandbox.node;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.kube.ApiException;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What workloads see on the real control plane. */
@Execution(ExecutionMode.CONCURRENT)
class NodeBehaviourTest {
  private final KubeClient client = SharedSandbox.get().client();
  private final TestNamespace namespace = SharedSandbox.get().namespace();

  @AfterEach
  void leave() {
    namespace.close();
  }

  @Test
  void rollsADeploymentOut() {
    create("/apis/apps/v1/deployments", workload("Deployment", "web", "nginx:1.27", 3));
    var status =
        eventually(
                "/apis/apps/v1/deployments/web", it -> it.at("/status/readyReplicas").asInt() == 3)
            .path("status");
    assertThat(status.path("updatedReplicas").asInt()).isEqualTo(3);
    assertThat(pods())
        .allMatch(pod -> pod.at("/spec/nodeName").asText().startsWith("sandbox-node-"));
    eventuallyTold("web", "Scheduled", "Pulling", "Pulled", "Created", "Started");
  }

  @Test
  void keepsADeploymentWithABrokenImageWaiting() {
    create("/apis/apps/v1/deployments", workload("Deployment", "web", "nginx:broken", 1));
    var pod = eventuallyPod(waitsFor("ImagePullBackOff"));
    assertThat(pod.at("/status/phase").asText()).isEqualTo("Pending");
    assertThat(pod.at("/status/containerStatuses/0/state/waiting/message").asText())
        .contains("nginx:broken", "not found");
    eventuallyTold("web", "Failed", "BackOff");
  }

  @Test
  void restartsACrashingContainerAndKeepsItsLogs() throws IOException {
    create("/apis/apps/v1/deployments", workload("Deployment", "web", "nginx:crash", 1));
    var pod =
        eventuallyPod(
            waitsFor("CrashLoopBackOff")
                .and(it -> it.at("/status/containerStatuses/0/restartCount").asInt() > 0));
    var ended = pod.at("/status/containerStatuses/0/lastState/terminated");
    assertThat(ended.path("exitCode").asInt()).isEqualTo(1);
    assertThat(log(pod, "?previous=true")).endsWith("fatal: giving up, exit code 1\n");
    assertThat(log(pod, "")).startsWith("starting app, image nginx:crash\n");
    eventuallyTold("web", "BackOff");
  }

  @Test
  void startsASlowContainerLateAndANotReadyOneNever() {
    create("/api/v1/pods", pod("slow", "nginx:slow", "Always"));
    create("/api/v1/pods", pod("unready", "nginx:notready", "Always"));
    eventually("/api/v1/pods/unready", it -> it.at("/status/phase").asText().equals("Running"));
    eventually("/api/v1/pods/slow", it -> condition(it, "Ready").equals("True"));
    assertThat(condition(get("/api/v1/pods/unready"), "Ready")).isEqualTo("False");
    eventuallyTold("unready", "Unhealthy");
    eventuallyTold("slow", "Pulled");
    var pulled = items("/api/v1/events").map(event -> event.path("message").asText());
    assertThat(pulled)
        .contains("Successfully pulled image \"nginx:slow\" in 8000ms (8000ms including waiting)");
  }

  @Test
  void completesAndFailsJobs() {
    create("/apis/batch/v1/jobs", job("good", "busybox:1"));
    create("/apis/batch/v1/jobs", job("bad", "busybox:fail"));
    eventually("/apis/batch/v1/jobs/good", it -> condition(it, "Complete").equals("True"));
    var bad = eventually("/apis/batch/v1/jobs/bad", it -> condition(it, "Failed").equals("True"));
    assertThat(bad.at("/status/failed").asInt()).isEqualTo(1);
  }

  @Test
  void runsAStatefulSetWithVolumes() {
    var set = workload("StatefulSet", "db", "postgres:17", 2);
    var spec = (ObjectNode) set.path("spec");
    spec.put("serviceName", "db");
    spec.putArray("volumeClaimTemplates")
        .add(
            Json.object(
                """
                {"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"],
                 "resources": {"requests": {"storage": "1Gi"}}}}
                """));
    create("/apis/apps/v1/statefulsets", set);
    eventually("/apis/apps/v1/statefulsets/db", it -> it.at("/status/readyReplicas").asInt() == 2);
    var claim =
        eventually(
            "/api/v1/persistentvolumeclaims/data-db-1",
            it -> it.at("/status/phase").asText().equals("Bound"));
    assertThat(claim.at("/spec/storageClassName").asText()).isEqualTo("standard");
  }

  @Test
  void runsADaemonSetOnEveryNode() {
    create("/apis/apps/v1/daemonsets", workload("DaemonSet", "agent", "agent:1", 0));
    eventually("/apis/apps/v1/daemonsets/agent", it -> it.at("/status/numberReady").asInt() == 2);
    assertThat(pods().stream().map(pod -> pod.at("/spec/nodeName").asText()).distinct()).hasSize(2);
  }

  @Test
  void saysWhyAPodFitsNowhere() {
    var pod = pod("big", "nginx:1", "Always");
    ((ObjectNode) pod.at("/spec/containers/0"))
        .putObject("resources")
        .putObject("requests")
        .put("cpu", "100");
    create("/api/v1/pods", pod);
    var refused =
        eventually("/api/v1/pods/big", it -> condition(it, "PodScheduled").equals("False"));
    assertThat(refused.at("/status/conditions/0/reason").asText()).isEqualTo("Unschedulable");
    assertThat(refused.at("/status/conditions/0/message").asText())
        .startsWith("0/2 nodes are available: 2 Insufficient cpu.");
  }

  @Test
  void givesLoadBalancersAndIngressesAnAddress() {
    create(
        "/api/v1/services",
        Json.object(
            """
            {"metadata": {"name": "web"}, "spec": {"type": "LoadBalancer", "ports": [{"port": 80}]}}
            """));
    create(
        "/apis/networking.k8s.io/v1/ingresses",
        Json.object(
            """
            {"metadata": {"name": "web"}, "spec": {"defaultBackend":
             {"service": {"name": "web", "port": {"number": 80}}}}}
            """));
    var address = "/status/loadBalancer/ingress/0/ip";
    eventually("/api/v1/services/web", it -> it.at(address).asText().startsWith("203.0.113."));
    eventually(
        "/apis/networking.k8s.io/v1/ingresses/web",
        it -> it.at(address).asText().startsWith("203.0.113."));
  }

  @Test
  void removesADeletedPodBeforeItsGraceEnds() throws IOException {
    create("/api/v1/pods", pod("web", "nginx:1", "Always"));
    eventually("/api/v1/pods/web", it -> condition(it, "Ready").equals("True"));
    client.delete(namespace.path("/api/v1/pods/web"));
    // Its grace is 30 seconds; a kubelet needs them only for a container that does not end.
    await()
        .atMost(ofSeconds(20))
        .until(() -> client.find(namespace.path("/api/v1/pods/web")).isEmpty());
    eventuallyTold("web", "Killing");
  }

  @Test
  void followsALogWhilePodsPrintMore() throws IOException {
    create("/api/v1/pods", pod("web", "nginx:1", "Always"));
    var pod = eventually("/api/v1/pods/web", it -> condition(it, "Ready").equals("True"));
    var path = namespace.path("/api/v1/pods/web") + "/log?follow=true&timestamps=true";
    try (var lines =
        new BufferedReader(new InputStreamReader(client.stream(path), StandardCharsets.UTF_8))) {
      var seen = new ArrayList<String>();
      while (seen.size() < 5) {
        seen.add(lines.readLine());
      }
      assertThat(seen.get(3)).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z GET /cart 200 10ms");
    }
    assertThat(log(pod, "?tailLines=1").lines()).hasSize(1);
  }

  @Test
  void answersForLogsThatAreNotThereAsAKubeletDoes() {
    var pod = pod("web", "nginx:1", "Always");
    create("/api/v1/pods", pod);
    var running = eventually("/api/v1/pods/web", it -> condition(it, "Ready").equals("True"));
    assertThatThrownBy(() -> log(running, "?previous=true"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("previous terminated container \"app\" in pod \"web\" not found");
    create("/api/v1/pods", pod("broken", "nginx:broken", "Always"));
    var broken = eventually("/api/v1/pods/broken", waitsFor("ImagePullBackOff"));
    assertThatThrownBy(() -> log(broken, ""))
        .hasMessageContaining("is waiting to start: ImagePullBackOff");
  }

  private void create(String collection, JsonNode object) {
    namespace.create(collection, object);
  }

  private JsonNode get(String path) {
    try {
      return client.get(namespace.path(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode eventually(String path, Predicate<JsonNode> condition) {
    return await().atMost(ofSeconds(60)).until(() -> get(path), condition);
  }

  private JsonNode eventuallyPod(Predicate<JsonNode> condition) {
    return await()
        .atMost(ofSeconds(60))
        .until(() -> pods().stream().filter(condition).findFirst(), java.util.Optional::isPresent)
        .orElseThrow();
  }

  private List<JsonNode> pods() {
    return items("/api/v1/pods").toList();
  }

  private Stream<JsonNode> items(String collection) {
    return StreamSupport.stream(get(collection).path("items").spliterator(), false);
  }

  /** Reasons of the Events of all pods whose name begins so, oldest first. */
  private List<String> reasons(String pod) {
    return items("/api/v1/events")
        .filter(event -> event.at("/involvedObject/kind").asText().equals("Pod"))
        .filter(event -> event.at("/involvedObject/name").asText().startsWith(pod))
        .sorted(Comparator.comparing(event -> event.path("firstTimestamp").asText()))
        .map(event -> event.path("reason").asText())
        .toList();
  }

  /** Events are written after the status that they explain. */
  private void eventuallyTold(String pod, String... reasons) {
    await().atMost(ofSeconds(60)).untilAsserted(() -> assertThat(reasons(pod)).contains(reasons));
  }

  private String log(JsonNode pod, String query) throws IOException {
    var name = pod.at("/metadata/name").asText();
    return client.text(namespace.path("/api/v1/pods/" + name) + "/log" + query);
  }

  private static Predicate<JsonNode> waitsFor(String reason) {
    return pod ->
        pod.at("/status/containerStatuses/0/state/waiting/reason").asText().equals(reason);
  }

  private static String condition(JsonNode object, String type) {
    for (var condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText();
      }
    }
    return "";
  }

  private static ObjectNode workload(String kind, String name, String image, int replicas) {
    var object =
        Json.object(
            """
            {"kind": "%1$s", "metadata": {"name": "%2$s"}, "spec": {
              "selector": {"matchLabels": {"app": "%2$s"}},
              "template": {"metadata": {"labels": {"app": "%2$s"}},
                "spec": {"containers": [{"name": "app", "image": "%3$s"}]}}}}
            """
                .formatted(kind, name, image));
    object.put("apiVersion", "apps/v1");
    if (replicas > 0) {
      ((ObjectNode) object.path("spec")).put("replicas", replicas);
    }
    return object;
  }

  private static ObjectNode pod(String name, String image, String restartPolicy) {
    return Json.object(
        """
        {"metadata": {"name": "%s"}, "spec": {"restartPolicy": "%s",
         "containers": [{"name": "app", "image": "%s"}]}}
        """
            .formatted(name, restartPolicy, image));
  }

  private static ObjectNode job(String name, String image) {
    return Json.object(
        """
        {"metadata": {"name": "%s"}, "spec": {"backoffLimit": 0, "template": {"spec":
         {"restartPolicy": "Never", "containers": [{"name": "app", "image": "%s"}]}}}}
        """
            .formatted(name, image));
  }
}
