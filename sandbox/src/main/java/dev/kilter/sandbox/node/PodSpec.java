package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.node.ContainerSpec.Kind;
import dev.kilter.sandbox.node.ContainerSpec.Restart;
import java.util.ArrayList;
import java.util.List;

/** The containers of a pod in the order of their start, with what identifies the pod. */
record PodSpec(String namespace, String name, String uid, List<ContainerSpec> containers) {
  PodSpec {
    containers = List.copyOf(containers);
  }

  static PodSpec of(JsonNode pod) {
    var metadata = pod.path("metadata");
    var spec = pod.path("spec");
    var uid = metadata.path("uid").asText();
    var restart = restart(spec.path("restartPolicy").asText());
    var containers = new ArrayList<ContainerSpec>();
    for (var container : spec.path("initContainers")) {
      containers.add(initContainer(container, restart, uid));
    }
    for (var container : spec.path("containers")) {
      boolean finite = restart != Restart.ALWAYS;
      containers.add(container(container, Kind.MAIN, restart, finite, uid));
    }
    var namespace = metadata.path("namespace").asText();
    return new PodSpec(namespace, metadata.path("name").asText(), uid, containers);
  }

  private static ContainerSpec initContainer(JsonNode container, Restart pods, String uid) {
    if (container.path("restartPolicy").asText().equals("Always")) {
      return container(container, Kind.SIDECAR, Restart.ALWAYS, false, uid);
    }
    // The kubelet repeats a failed init container unless nothing of the pod is ever repeated.
    var restart = pods == Restart.NEVER ? Restart.NEVER : Restart.ON_FAILURE;
    return container(container, Kind.INIT, restart, true, uid);
  }

  private static ContainerSpec container(
      JsonNode container, Kind kind, Restart restart, boolean finite, String uid) {
    var name = container.path("name").asText();
    var image = container.path("image").asText();
    var behaviour = Behaviour.of(image, finite, (uid + name).hashCode());
    return new ContainerSpec(name, image, kind, restart, behaviour);
  }

  private static Restart restart(String policy) {
    return switch (policy) {
      case "Never" -> Restart.NEVER;
      case "OnFailure" -> Restart.ON_FAILURE;
      default -> Restart.ALWAYS;
    };
  }
}
