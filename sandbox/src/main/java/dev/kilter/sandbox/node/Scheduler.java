package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.kube.ResourceWatch;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds pods to the nodes with the fewest pods, and says of those that fit nowhere why. It looks
 * again when a pod or a node changes.
 */
final class Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private static final Duration TRY_AGAIN = Duration.ofMillis(500);

  private final KubeClient client;
  private final InstantSource clock;
  private final Map<String, JsonNode> nodes = new TreeMap<>();
  private final Map<String, JsonNode> pending = new LinkedHashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private final Map<String, String> placed = new HashMap<>();
  private final Set<String> binding = ConcurrentHashMap.newKeySet();

  Scheduler(KubeClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  ResourceWatch.Listener pods() {
    return new ResourceWatch.Listener() {
      @Override
      public void seen(JsonNode pod) {
        podSeen(pod);
      }

      @Override
      public void gone(JsonNode pod) {
        forget(uid(pod));
      }
    };
  }

  ResourceWatch.Listener nodes() {
    return new ResourceWatch.Listener() {
      @Override
      public void seen(JsonNode node) {
        nodeChanged(node);
      }

      @Override
      public void gone(JsonNode node) {
        nodeGone(node);
      }
    };
  }

  private synchronized void podSeen(JsonNode pod) {
    var uid = uid(pod);
    var node = pod.path("spec").path("nodeName").asText();
    if (!node.isEmpty()) {
      pending.remove(uid);
      refused.remove(uid);
      placed.put(uid, node);
    } else if (isMine(pod)) {
      pending.put(uid, pod);
      schedule(pod);
    }
  }

  private static boolean isMine(JsonNode pod) {
    var spec = pod.path("spec");
    return spec.path("schedulerName").asText().equals("default-scheduler")
        && spec.path("schedulingGates").isEmpty()
        && !pod.path("metadata").has("deletionTimestamp");
  }

  private synchronized void forget(String uid) {
    pending.remove(uid);
    refused.remove(uid);
    placed.remove(uid);
    binding.remove(uid);
  }

  private synchronized void nodeChanged(JsonNode node) {
    var before = nodes.put(node.path("metadata").path("name").asText(), node);
    // Heartbeats change nothing that matters here.
    if (before == null || !matters(before).equals(matters(node))) {
      List.copyOf(pending.values()).forEach(this::schedule);
    }
  }

  private synchronized void nodeGone(JsonNode node) {
    nodes.remove(node.path("metadata").path("name").asText());
  }

  private static List<JsonNode> matters(JsonNode node) {
    return List.of(
        node.path("spec"),
        node.path("metadata").path("labels"),
        node.path("status").path("allocatable"));
  }

  private void schedule(JsonNode pod) {
    var uid = uid(pod);
    if (binding.contains(uid)) {
      return;
    }
    var candidates = Placement.candidates(pod, nodes.values());
    if (candidates.isEmpty()) {
      refuse(pod, Placement.refusal(pod, nodes.values()));
      return;
    }
    var load = load();
    var node =
        candidates.stream()
            .map(candidate -> candidate.path("metadata").path("name").asText())
            .min(Comparator.comparing(name -> load.getOrDefault(name, 0)))
            .orElseThrow();
    placed.put(uid, node);
    binding.add(uid);
    Thread.ofVirtual().start(() -> bind(pod, node));
  }

  private Map<String, Integer> load() {
    var load = new HashMap<String, Integer>();
    placed.values().forEach(node -> load.merge(node, 1, Integer::sum));
    return load;
  }

  private void bind(JsonNode pod, String node) {
    var metadata = pod.path("metadata");
    var target = Json.object();
    target.putObject("metadata").put("name", metadata.path("name").asText());
    target.putObject("target").put("apiVersion", "v1").put("kind", "Node").put("name", node);
    try {
      client.create(path(pod) + "/binding", target);
      var message =
          "Successfully assigned %s/%s to %s"
              .formatted(metadata.path("namespace").asText(), metadata.path("name").asText(), node);
      tell(pod, new PodEvent(PodEvent.Type.NORMAL, "Scheduled", message, ""));
    } catch (IOException e) {
      // Gone, bound by somebody else, or a request without an answer: what is pending tells.
      LOG.debug("{} is not bound to {}", path(pod), node, e);
      tryAgain(pod);
    }
  }

  private void tryAgain(JsonNode pod) {
    try {
      Thread.sleep(TRY_AGAIN);
    } catch (InterruptedException _) {
      return;
    }
    synchronized (this) {
      binding.remove(uid(pod));
      var waiting = pending.get(uid(pod));
      if (waiting != null) {
        placed.remove(uid(pod));
        schedule(waiting);
      }
    }
  }

  private void refuse(JsonNode pod, String message) {
    if (message.equals(refused.put(uid(pod), message))) {
      return;
    }
    Thread.ofVirtual().start(() -> writeRefusal(pod, message));
  }

  private void writeRefusal(JsonNode pod, String message) {
    var patch = Json.object();
    patch.putObject("metadata").put("uid", uid(pod));
    patch
        .putObject("status")
        .putArray("conditions")
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "False")
        .put("reason", "Unschedulable")
        .put("message", message)
        .put("lastTransitionTime", PodStatusJson.time(clock.instant()));
    try {
      client.patch(path(pod) + "/status", PatchType.STRATEGIC, patch);
      tell(pod, new PodEvent(PodEvent.Type.WARNING, "FailedScheduling", message, ""));
    } catch (IOException e) {
      LOG.debug("the refusal of {} is not written", path(pod), e);
    }
  }

  private void tell(JsonNode pod, PodEvent event) {
    new EventRecorder(client, "default-scheduler").record(pod, event, clock.instant());
  }

  private static String uid(JsonNode pod) {
    return pod.path("metadata").path("uid").asText();
  }

  private static String path(JsonNode pod) {
    var metadata = pod.path("metadata");
    return "/api/v1/namespaces/%s/pods/%s"
        .formatted(metadata.path("namespace").asText(), metadata.path("name").asText());
  }
}
