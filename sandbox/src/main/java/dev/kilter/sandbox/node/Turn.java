package dev.kilter.sandbox.node;

import java.time.Instant;
import java.util.List;

/** What happens next to a container, when, and what the kubelet tells about it. */
record Turn(Instant at, ContainerStatus status, List<PodEvent> events) {
  Turn {
    events = List.copyOf(events);
  }
}
