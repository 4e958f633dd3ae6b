package dev.kilter.app.wiring;

import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.failure.Failure.ClusterUnreachable;
import dev.kilter.model.kubernetes.KubernetesApi;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Keeps every write in while this process may not act: one that only observes, that stands by, or
 * that lost its Lease with writes still on their way.
 */
record Fence(BooleanSupplier open) {
  private static final String WHY =
      "this controller may not write now: it observes, or another one holds the Lease";

  KubernetesApi around(KubernetesApi api) {
    return new KubernetesApi() {
      @Override
      public String server() {
        return api.server();
      }

      @Override
      public ApiResponse send(ApiRequest request) throws IOException {
        if (!request.method().equals("GET") && !open.getAsBoolean()) {
          throw new IOException(WHY);
        }
        return api.send(request);
      }

      @Override
      public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
          throws IOException {
        return api.follow(request, lines, cancellation);
      }
    };
  }

  ResourceApplier around(ResourceApplier applier) {
    return new ResourceApplier() {
      @Override
      public ApplyOutcome apply(String server, ApplyRequest request) {
        return open.getAsBoolean()
            ? applier.apply(server, request)
            : new ApplyOutcome.Failed(new ClusterUnreachable(server, WHY));
      }

      @Override
      public DeleteOutcome delete(String server, DeleteRequest request) {
        return open.getAsBoolean()
            ? applier.delete(server, request)
            : new DeleteOutcome.Failed(new ClusterUnreachable(server, WHY));
      }
    };
  }
}
