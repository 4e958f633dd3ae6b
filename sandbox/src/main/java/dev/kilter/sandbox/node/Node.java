package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.kube.ApiException;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.PatchType;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One simulated node: its registration and its heartbeat. */
record Node(String name, int kubeletPort, KubeClient client) {
  /** All nodes are on loopback; the kubelet's port tells the API server where logs are. */
  static final String ADDRESS = "127.0.0.1";

  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final String LEASES =
      "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases";

  /** Creates the node, or takes over the one that an earlier run has left. */
  void register(Instant now) throws IOException {
    try {
      client.create("/api/v1/nodes", node());
    } catch (ApiException e) {
      if (e.status() != 409) {
        throw e;
      }
    }
    client.patch(path() + "/status", PatchType.STRATEGIC, status(now));
    beat(now);
  }

  /** Renews the node's lease. */
  void beat(Instant now) throws IOException {
    var lease =
        Json.object(
            """
            {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease",
             "metadata": {"namespace": "kube-node-lease"},
             "spec": {"leaseDurationSeconds": 40}}
            """);
    ((ObjectNode) lease.path("metadata")).put("name", name);
    ((ObjectNode) lease.path("spec")).put("holderIdentity", name).put("renewTime", microTime(now));
    client.apply(LEASES + "/" + name, "kubelet", lease);
  }

  /** Kubernetes reads a MicroTime only with all six digits, also where they are zeros. */
  static String microTime(Instant instant) {
    return MICRO_TIME.format(instant);
  }

  private String path() {
    return "/api/v1/nodes/" + name;
  }

  private ObjectNode node() {
    var node =
        Json.object(
            """
            {"apiVersion": "v1", "kind": "Node",
             "metadata": {"labels": {"kubernetes.io/os": "linux",
               "kubernetes.io/arch": "amd64", "kilter.dev/simulated": "true"}}}
            """);
    ((ObjectNode) node.path("metadata")).put("name", name);
    ((ObjectNode) node.at("/metadata/labels")).put("kubernetes.io/hostname", name);
    return node;
  }

  private ObjectNode status(Instant now) {
    var patch =
        Json.object(
            """
            {"status": {
              "capacity": {"cpu": "32", "memory": "128Gi", "ephemeral-storage": "500Gi",
                "pods": "1000"},
              "allocatable": {"cpu": "32", "memory": "128Gi", "ephemeral-storage": "500Gi",
                "pods": "1000"},
              "nodeInfo": {"architecture": "amd64", "bootID": "", "machineID": "",
                "systemUUID": "", "kernelVersion": "0.0.0-simulated",
                "operatingSystem": "linux", "osImage": "Kilter sandbox (simulated)",
                "containerRuntimeVersion": "simulated://1", "kubeProxyVersion": "",
                "kubeletVersion": "v1.36.3"},
              "addresses": [{"type": "InternalIP", "address": "127.0.0.1"}],
              "conditions": [
                {"type": "Ready", "status": "True", "reason": "KubeletReady",
                 "message": "kubelet is posting ready status"},
                {"type": "MemoryPressure", "status": "False",
                 "reason": "KubeletHasSufficientMemory"},
                {"type": "DiskPressure", "status": "False", "reason": "KubeletHasNoDiskPressure"},
                {"type": "PIDPressure", "status": "False", "reason": "KubeletHasSufficientPID"}]}}
            """);
    var status = (ObjectNode) patch.path("status");
    status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", kubeletPort);
    for (var condition : status.path("conditions")) {
      ((ObjectNode) condition)
          .put("lastHeartbeatTime", PodStatusJson.time(now))
          .put("lastTransitionTime", PodStatusJson.time(now));
    }
    return patch;
  }
}
