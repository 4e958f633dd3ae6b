package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Change;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.kubernetes.RequestObserver.Exchange;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is live already as Git has it costs no request. */
class RepeatedApplyTest {
  private static final String OBJECT = "/configmaps/repeated";

  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

  @Test
  void anApplyThatWouldChangeNothingIsNotSent() {
    Connections connections =
        Connections.fromKubeconfig(SharedSandbox.get().kubeconfig(), "", InstantSource.system())
            .observedBy(exchanges::add);
    try (TestNamespace namespace = SharedSandbox.get().namespace();
        ClusterFixture fixture = new ClusterFixture(connections).connect()) {
      Manifest desired = configMap(namespace.name(), "1");
      apply(fixture, desired);
      assertThat(writes()).isEqualTo(1);
      for (int i = 0; i < 3; i++) {
        assertThat(apply(fixture, desired).change()).isEqualTo(Change.UNCHANGED);
      }
      assertThat(writes()).isEqualTo(1);
      assertThat(apply(fixture, configMap(namespace.name(), "2")).change())
          .isEqualTo(Change.CONFIGURED);
      assertThat(writes()).isEqualTo(2);
    }
  }

  private long writes() {
    return exchanges.stream()
        .map(Exchange::request)
        .filter(request -> request.path().contains(OBJECT))
        .count();
  }

  private static Manifest configMap(String namespace, String value) {
    return ClusterFixture.json(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"repeated","namespace":"%s",
         "annotations":{"%s":"shop:/ConfigMap:%s/repeated"}},"data":{"key":"%s"}}
        """
            .formatted(namespace, TrackingId.ANNOTATION, namespace, value));
  }

  private static Applied apply(ClusterFixture fixture, Manifest desired) {
    ApplyOutcome outcome =
        fixture.clusters.apply(
            ClusterFixture.SERVER,
            new ApplyRequest(
                desired,
                ApplyRequest.Mode.SERVER_SIDE,
                true,
                false,
                Optional.of("kubectl-client-side-apply")));
    assertThat(outcome).isInstanceOf(Applied.class);
    return (Applied) outcome;
  }
}
