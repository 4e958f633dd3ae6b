package dev.kilter.cluster.apply;

import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** {@code Force=true} where a change is refused: delete, wait until it is gone, create. */
final class Recreation {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int STEPS = 150;
  private static final int NOT_FOUND = 404;

  private final ObjectRequests requests;
  private final ApplyRequest request;

  Recreation(ObjectRequests requests, ApplyRequest request) {
    this.requests = requests;
    this.request = request;
  }

  Answer apply() throws IOException {
    ApiResponse read = requests.get();
    if (read.ok()) {
      Manifest live = ObjectRequests.object(read);
      byte[] options = DeleteOptions.of(live.uid(), "", Propagation.BACKGROUND);
      ApiResponse deleted = requests.delete(options);
      if (!deleted.ok() && deleted.status() != NOT_FOUND) {
        return Answer.refused(deleted);
      }
      awaitGone(live.uid());
    }
    return Answer.of(
        requests.create(request.manifest()), Change.CREATED, "deleted and created again");
  }

  private void awaitGone(String uid) throws IOException {
    for (int step = 0; step < STEPS; step++) {
      ApiResponse read = requests.get();
      if (!read.ok() || !ObjectRequests.object(read).uid().equals(uid)) {
        return;
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for a deletion");
      }
    }
  }
}
