package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/** The one word that kubectl prints for a pod's status (kubectl's printers, and Argo CD's). */
final class PodReason {
  private PodReason() {}

  static String of(Manifest pod) {
    String reason =
        pod.text("status", "reason")
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> pod.text("status", "phase").orElse(""));
    Optional<String> initializing = initializing(pod);
    if (initializing.isPresent()) {
      reason = initializing.get();
    } else {
      reason = running(pod, reason);
    }
    if (pod.text("metadata", "deletionTimestamp").isPresent()) {
      return pod.text("status", "reason").orElse("").equals("NodeLost") ? "Unknown" : "Terminating";
    }
    return reason;
  }

  private static Optional<String> initializing(Manifest pod) {
    List<Manifest> statuses = pod.items("status", "initContainerStatuses");
    for (int i = 0; i < statuses.size(); i++) {
      Manifest status = statuses.get(i);
      boolean succeeded = status.integer("state", "terminated", "exitCode").orElse(-1L) == 0;
      boolean sidecar = status.flag("started").orElse(false) && status.flag("ready").orElse(false);
      if (succeeded || sidecar) {
        continue;
      }
      Optional<String> terminated = terminated(status);
      if (terminated.isPresent()) {
        return terminated.map(text -> "Init:" + text);
      }
      return Optional.of(
          status
              .text("state", "waiting", "reason")
              .filter(text -> !text.isEmpty() && !text.equals("PodInitializing"))
              .map(text -> "Init:" + text)
              .orElse("Init:" + i + "/" + pod.list("spec", "initContainers").size()));
    }
    return Optional.empty();
  }

  private static String running(Manifest pod, String phase) {
    String reason = phase;
    boolean hasRunning = false;
    for (Manifest status : pod.items("status", "containerStatuses").reversed()) {
      Optional<String> waiting =
          status.text("state", "waiting", "reason").filter(text -> !text.isEmpty());
      Optional<String> terminated = terminated(status);
      if (waiting.isPresent()) {
        reason = waiting.get();
      } else if (terminated.isPresent()) {
        reason = terminated.get();
      } else if (status.flag("ready").orElse(false)) {
        hasRunning = true;
      }
    }
    return reason.equals("Completed") && hasRunning ? "Running" : reason;
  }

  private static Optional<String> terminated(Manifest status) {
    if (status.map("state", "terminated").isEmpty()) {
      return Optional.empty();
    }
    Optional<String> reason =
        status.text("state", "terminated", "reason").filter(text -> !text.isEmpty());
    if (reason.isPresent()) {
      return reason;
    }
    long signal = status.integer("state", "terminated", "signal").orElse(0L);
    return Optional.of(
        signal != 0
            ? "Signal:" + signal
            : "ExitCode:" + status.integer("state", "terminated", "exitCode").orElse(0L));
  }
}
