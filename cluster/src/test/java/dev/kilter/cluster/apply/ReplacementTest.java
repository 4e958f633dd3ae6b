package dev.kilter.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.cluster.Connections;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Replacing what goes away just then, as a hook that its own policy deletes. */
class ReplacementTest {
  private static final ApiResource CONFIG_MAPS =
      new ApiResource(
          new GroupVersionKind("", "v1", "ConfigMap"), "configmaps", true, true, Set.of());

  @Test
  void createsWhatIsGoneByTheTimeItIsReplaced() throws IOException {
    SharedSandbox sandbox = SharedSandbox.get();
    KubernetesApi api =
        Connections.fromKubeconfig(sandbox.kubeconfig(), "", InstantSource.system()).home();
    try (TestNamespace namespace = sandbox.namespace()) {
      Manifest desired =
          Manifest.of(
              Json.object(
                  Json.bytes(
                      Yaml.parse(
                          "{apiVersion: v1, kind: ConfigMap, metadata: {name: gone, namespace: %s}}"
                              .formatted(namespace.name())))));
      ApplyRequest request =
          new ApplyRequest(desired, ApplyRequest.Mode.REPLACE, true, false, Optional.empty());
      Applied first = replaced(api, request);
      assertThat(first.change()).isEqualTo(Change.CREATED);
      Deleting deleting = new Deleting(api);
      Applied second = replaced(deleting, request);
      assertThat(deleting.puts).hasValue(1);
      assertThat(second.change()).isEqualTo(Change.CREATED);
      assertThat(second.live().uid()).isNotEqualTo(first.live().uid());
      assertThat(replaced(api, request).change()).isEqualTo(Change.REPLACED);
    }
  }

  private static Applied replaced(KubernetesApi api, ApplyRequest request) throws IOException {
    return new Replacement(new ObjectRequests(api, CONFIG_MAPS, request), request)
        .apply()
        .applied()
        .orElseThrow();
  }

  /** Deletes an object just before it is replaced. */
  private record Deleting(KubernetesApi api, AtomicInteger puts) implements KubernetesApi {
    Deleting(KubernetesApi api) {
      this(api, new AtomicInteger());
    }

    @Override
    public String server() {
      return api.server();
    }

    @Override
    public ApiResponse send(ApiRequest request) throws IOException {
      if (request.method().equals("PUT") && puts.incrementAndGet() == 1) {
        String path = request.path().replaceFirst("\\?.*", "");
        api.send(new ApiRequest("DELETE", path, Optional.empty()));
      }
      return api.send(request);
    }

    @Override
    public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
        throws IOException {
      return api.follow(request, lines, cancellation);
    }
  }
}
