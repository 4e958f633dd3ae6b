package dev.kilter.cluster.apply;

import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * kubectl's and Argo CD's classic apply: GET, three-way merge with the last-applied annotation,
 * PATCH. The merge is done here and sent as a JSON merge patch that holds only for the version that
 * was read, so that lists are merged by keys whatever the kind. What was applied server-side so far
 * is applied so once more, with the annotation: only the server knows which fields Git has dropped.
 */
final class ClientSideApply {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final int ATTEMPTS = 5;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final ObjectRequests requests;
  private final Manifest desired;
  private final KindSchema schema;

  ClientSideApply(ObjectRequests requests, ApplyRequest request, KindSchema schema) {
    this.requests = requests;
    this.desired = LastApplied.refreshed(request.manifest().without("metadata", "managedFields"));
    this.schema = schema;
  }

  Answer apply(String note) throws IOException {
    ApiResponse response = requests.get();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (response.status() == NOT_FOUND) {
        return Answer.of(requests.create(desired), Change.CREATED, note);
      }
      if (!response.ok()) {
        return Answer.refused(response);
      }
      Manifest live = ObjectRequests.object(response);
      if (ManagerMigration.applied(live) && !LastApplied.carriedBy(live)) {
        ApiResponse last = requests.apply(desired, "");
        if (last.ok()) {
          return Answer.of(last, Change.CONFIGURED, note);
        }
      }
      Optional<byte[]> patch = patch(live);
      if (patch.isEmpty()) {
        return Answer.accepted(response, new Applied(Change.UNCHANGED, live, note));
      }
      ApiResponse patched = requests.patch(MERGE_PATCH, patch.get());
      if (patched.status() != CONFLICT) {
        return Answer.of(patched, Change.CONFIGURED, note);
      }
      response = requests.get();
    }
    return Answer.refused(response);
  }

  private Optional<byte[]> patch(Manifest live) {
    Map<String, @Nullable Object> original =
        LastApplied.read(live).map(Manifest::root).orElse(Map.of());
    Map<String, @Nullable Object> merged =
        new ThreeWayMerge(schema).merge(original, desired.root(), live.root());
    Map<String, @Nullable Object> patch = ThreeWayMerge.patch(live.root(), merged);
    if (patch.isEmpty()) {
      return Optional.empty();
    }
    Manifest guarded =
        Manifest.of(new LinkedHashMap<>(patch))
            .with(live.resourceVersion(), "metadata", "resourceVersion");
    return Optional.of(Json.bytes(guarded.root()));
  }
}
