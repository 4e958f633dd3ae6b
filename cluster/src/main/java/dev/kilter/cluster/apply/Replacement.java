package dev.kilter.cluster.apply;

import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;

/** {@code Replace=true}: the manifest takes the object's place; it is created where missing. */
final class Replacement {
  private static final int ATTEMPTS = 5;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final ObjectRequests requests;
  private final ApplyRequest request;

  Replacement(ObjectRequests requests, ApplyRequest request) {
    this.requests = requests;
    this.request = request;
  }

  Answer apply() throws IOException {
    ApiResponse read = requests.get();
    for (int attempt = 0; attempt < ATTEMPTS && read.ok(); attempt++) {
      Manifest live = ObjectRequests.object(read);
      Manifest manifest =
          LastApplied.carriedBy(live)
              ? LastApplied.refreshed(request.manifest())
              : request.manifest();
      ApiResponse replaced =
          requests.replace(manifest.with(live.resourceVersion(), "metadata", "resourceVersion"));
      if (replaced.status() != CONFLICT && replaced.status() != NOT_FOUND) {
        return Answer.of(replaced, Change.REPLACED, "");
      }
      read = requests.get();
    }
    return read.status() == NOT_FOUND
        ? Answer.of(requests.create(request.manifest()), Change.CREATED, "")
        : Answer.refused(read);
  }
}
