package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.node.ContainerSpec.Kind;
import dev.kilter.sandbox.node.ContainerState.Created;
import dev.kilter.sandbox.node.ContainerState.Pulling;
import dev.kilter.sandbox.node.ContainerState.Running;
import dev.kilter.sandbox.node.ContainerState.Terminated;
import dev.kilter.sandbox.node.ContainerState.Waiting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/**
 * A pod's status between its API form and {@link PodState}. What is read back after a restart of
 * the sandbox goes on where it stood.
 */
final class PodStatusJson {
  private PodStatusJson() {}

  /** The state that the API server has of a pod; containers that it does not know are created. */
  static PodState read(JsonNode pod, Instant now) {
    var spec = PodSpec.of(pod);
    var statuses = new ArrayList<ContainerStatus>();
    for (var container : spec.containers()) {
      statuses.add(readStatus(entry(pod, container), now));
    }
    return new PodState(spec, statuses);
  }

  private static JsonNode entry(JsonNode pod, ContainerSpec container) {
    for (var entry : pod.path("status").path(list(container.kind()))) {
      if (entry.path("name").asText().equals(container.name())) {
        return entry;
      }
    }
    return Json.object();
  }

  private static ContainerStatus readStatus(JsonNode entry, Instant now) {
    return new ContainerStatus(
        readState(entry.path("state")),
        readEnd(entry.path("lastState")),
        entry.path("restartCount").asInt(),
        entry.path("ready").asBoolean(),
        now);
  }

  private static ContainerState readState(JsonNode state) {
    if (state.has("running")) {
      return new Running(Instant.parse(state.path("running").path("startedAt").asText()));
    }
    var ended = readEnd(state);
    if (ended.isPresent()) {
      return ended.get();
    }
    var waiting = state.path("waiting");
    var reason = waiting.path("reason").asText();
    return switch (reason) {
      case "", "ContainerCreating", "PodInitializing" -> new Created();
      default -> new Waiting(reason, waiting.path("message").asText());
    };
  }

  private static Optional<Terminated> readEnd(JsonNode state) {
    var ended = state.path("terminated");
    if (ended.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        new Terminated(
            ended.path("exitCode").asInt(),
            Instant.parse(ended.path("startedAt").asText()),
            Instant.parse(ended.path("finishedAt").asText())));
  }

  /** A strategic merge patch of the pod's status, valid only for this pod's uid. */
  static ObjectNode patch(PodState state, JsonNode pod, String address, Instant now) {
    var patch = Json.object();
    patch.putObject("metadata").put("uid", state.spec().uid());
    var status = patch.putObject("status");
    status.put("phase", state.phase());
    status.put("hostIP", Node.ADDRESS).putArray("hostIPs").addObject().put("ip", Node.ADDRESS);
    status.put("podIP", address).putArray("podIPs").addObject().put("ip", address);
    status.put("startTime", pod.path("status").path("startTime").asText(time(now)));
    var conditions = status.putArray("conditions");
    condition(conditions, pod, "PodReadyToStartContainers", true, "", now);
    condition(conditions, pod, "Initialized", state.initialized(), "ContainersNotInitialized", now);
    var unready = state.phase().equals("Succeeded") ? "PodCompleted" : "ContainersNotReady";
    condition(conditions, pod, "ContainersReady", state.ready(), unready, now);
    condition(conditions, pod, "Ready", state.ready(), unready, now);
    for (int i = 0; i < state.statuses().size(); i++) {
      var kind = state.container(i).kind();
      status.withArray("/" + list(kind)).add(entry(state, i));
    }
    return patch;
  }

  private static void condition(
      ArrayNode conditions,
      JsonNode pod,
      String type,
      boolean holds,
      String otherwise,
      Instant now) {
    var text = holds ? "True" : "False";
    var condition = conditions.addObject().put("type", type).put("status", text);
    condition.put("lastTransitionTime", transition(pod, type, text).orElseGet(() -> time(now)));
    // Null removes what an earlier status said.
    condition.put("reason", holds ? null : otherwise);
  }

  private static Optional<String> transition(JsonNode pod, String type, String status) {
    for (var condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)
          && condition.path("status").asText().equals(status)) {
        return Optional.of(condition.path("lastTransitionTime").asText());
      }
    }
    return Optional.empty();
  }

  private static ObjectNode entry(PodState state, int index) {
    var container = state.container(index);
    var status = state.statuses().get(index);
    var id = state.spec().uid() + container.name() + status.restarts();
    var entry =
        Json.object()
            .put("name", container.name())
            .put("image", container.image())
            .put("imageID", "sandbox@sha256:" + hex(container.image()) + hex(container.image()))
            .put("ready", status.ready() || (container.kind() == Kind.INIT && status.completed()))
            .put("started", status.isRunning())
            .put("restartCount", status.restarts());
    entry.set("state", state(status.state(), state.initialized() || container.kind() != Kind.MAIN));
    entry.set("lastState", Json.object());
    status.last().ifPresent(ended -> entry.set("lastState", state(ended, true)));
    if (status.isRunning() || status.state() instanceof Terminated) {
      entry.put("containerID", "containerd://" + hex(id) + hex(id + "."));
    }
    return entry;
  }

  private static ObjectNode state(ContainerState state, boolean mayBegin) {
    var json = Json.object();
    switch (state) {
      case Created _, Pulling _ ->
          json.putObject("waiting")
              .put("reason", mayBegin ? "ContainerCreating" : "PodInitializing");
      case Waiting(var reason, var message) ->
          json.putObject("waiting").put("reason", reason).put("message", message);
      case Running(var startedAt) -> json.putObject("running").put("startedAt", time(startedAt));
      case Terminated ended ->
          json.putObject("terminated")
              .put("exitCode", ended.exitCode())
              .put("reason", ended.reason())
              .put("startedAt", time(ended.startedAt()))
              .put("finishedAt", time(ended.finishedAt()));
    }
    return json;
  }

  private static String list(Kind kind) {
    return kind == Kind.MAIN ? "containerStatuses" : "initContainerStatuses";
  }

  private static String hex(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }

  /** The API's times have whole seconds. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
