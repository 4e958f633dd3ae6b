package dev.kilter.cluster.apply;

import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.util.Optional;

/** The server's last answer, and what it came to where it was accepted. */
record Answer(ApiResponse response, Optional<Applied> applied) {
  static Answer refused(ApiResponse response) {
    return new Answer(response, Optional.empty());
  }

  static Answer accepted(ApiResponse response, Applied applied) {
    return new Answer(response, Optional.of(applied));
  }

  /** Accepted with this change if the status says so. */
  static Answer of(ApiResponse response, Change change, String note) throws IOException {
    if (!response.ok()) {
      return refused(response);
    }
    Manifest live = ObjectRequests.object(response);
    return accepted(response, new Applied(change, live, note));
  }
}
