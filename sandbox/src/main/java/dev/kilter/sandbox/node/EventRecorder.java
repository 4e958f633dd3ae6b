package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.PatchType;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one pod's Events; what is said again raises the count of the first. Events are extras: a
 * failure to write one is only logged.
 */
final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

  private record Told(String path, int count) {}

  private final KubeClient client;
  private final String component;
  private final Map<String, Told> told = new HashMap<>();

  EventRecorder(KubeClient client, String component) {
    this.client = client;
    this.component = component;
  }

  synchronized void record(JsonNode pod, PodEvent event, Instant now) {
    var key = event.reason() + "\n" + event.message() + "\n" + event.container();
    var before = told.get(key);
    try {
      told.put(key, before == null ? create(pod, event, now) : repeat(before, now));
    } catch (IOException e) {
      LOG.debug("event {} of {} is not written", event, pod.at("/metadata/name"), e);
    }
  }

  private Told repeat(Told before, Instant now) throws IOException {
    var patch =
        Json.object()
            .put("count", before.count() + 1)
            .put("lastTimestamp", PodStatusJson.time(now));
    client.patch(before.path(), PatchType.MERGE, patch);
    return new Told(before.path(), before.count() + 1);
  }

  private Told create(JsonNode pod, PodEvent event, Instant now) throws IOException {
    var metadata = pod.path("metadata");
    var namespace = metadata.path("namespace").asText();
    var name = metadata.path("name").asText();
    var node = pod.path("spec").path("nodeName").asText();
    var json = Json.object();
    var eventName = name + "." + Long.toHexString(System.nanoTime());
    json.putObject("metadata").put("name", eventName).put("namespace", namespace);
    var involved = json.putObject("involvedObject");
    involved.put("apiVersion", "v1").put("kind", "Pod").put("namespace", namespace);
    involved.put("name", name).put("uid", metadata.path("uid").asText());
    involved.put("resourceVersion", metadata.path("resourceVersion").asText());
    if (!event.container().isEmpty()) {
      involved.put("fieldPath", "spec.containers{" + event.container() + "}");
    }
    json.put("type", event.type().text());
    json.put("reason", event.reason()).put("message", event.message()).put("count", 1);
    json.put("firstTimestamp", PodStatusJson.time(now));
    json.put("lastTimestamp", PodStatusJson.time(now));
    source(json, node);
    var path = "/api/v1/namespaces/" + namespace + "/events";
    client.create(path, json);
    return new Told(path + "/" + eventName, 1);
  }

  private void source(ObjectNode json, String node) {
    var source = json.putObject("source").put("component", component);
    json.put("reportingComponent", component).put("reportingInstance", node);
    if (!node.isEmpty()) {
      source.put("host", node);
    }
  }
}
