package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.cluster.discovery.Discovered;
import dev.kilter.cluster.discovery.Discovery;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.failure.Failure.Refused;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.sandbox.testing.Gateway;
import dev.kilter.sandbox.testing.Gateway.Refusal;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that know only the old lists of kinds, and APIs whose own server is away. */
class DiscoveryTest {
  private static final String SERVICES = "/apis/apiregistration.k8s.io/v1/apiservices";
  private static final String AWAY = "v1.away.test";
  private static TestNamespace namespace;
  private static RawCluster raw;

  @TempDir private Path folder = Path.of("");

  /** An aggregated API to whose Service nobody answers. */
  @BeforeAll
  static void register() {
    namespace = SharedSandbox.get().namespace();
    raw = new RawCluster(new ClusterFixture(SharedSandbox.get().kubeconfig()).connections.home());
    raw.post(
        SERVICES,
        """
        {"metadata":{"name":"%s"},"spec":{"group":"away.test","version":"v1",
         "groupPriorityMinimum":1000,"versionPriority":15,"insecureSkipTLSVerify":true,
         "service":{"namespace":"%s","name":"nobody"}}}
        """
            .formatted(AWAY, namespace.name()));
    Awaitility.await().until(() -> raw.status("/apis/away.test/v1") == 503);
  }

  @AfterAll
  static void close() {
    raw.delete(SERVICES + "/" + AWAY);
    namespace.close();
  }

  private ClusterFixture behind(Gateway gateway) throws Exception {
    return new ClusterFixture(gateway.kubeconfig(folder.resolve("kubeconfig")));
  }

  private static Gateway gateway(boolean aggregated) throws Exception {
    Gateway gateway = new Gateway(SharedSandbox.get().access());
    return aggregated ? gateway : gateway.withoutAggregatedDiscovery();
  }

  @Test
  void findsTheSameKindsInTheOldLists() throws Exception {
    Awaitility.await()
        .untilAsserted(() -> {
          Discovered old = discovered(false);
          Discovered aggregated = discovered(true);
          assertThat(old.resources()).containsExactlyInAnyOrderElementsOf(aggregated.resources());
          assertThat(old.unavailable())
              .isEqualTo(aggregated.unavailable())
              .contains("away.test/v1");
        });
  }

  private Discovered discovered(boolean aggregated) throws Exception {
    try (Gateway gateway = gateway(aggregated);
        KubernetesApi api = behind(gateway).connections.home()) {
      return new Discovery(api).discover();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void worksBesideAnApiThatIsAwayAndSaysSoOfItsKinds(boolean aggregated) throws Exception {
    String application = "beside-" + aggregated;
    try (Gateway gateway = gateway(aggregated);
        ClusterFixture fixture = behind(gateway).connect()) {
      Manifest desired = marked(application, "v1", "ConfigMap", "usual");
      assertThat(apply(fixture, desired)).isInstanceOf(Applied.class);
      assertThat(live(fixture, application, desired.key()).find(desired.key())).isPresent();
      assertThat(refused(fixture, new ResourceKey("away.test", "Thing", namespace.name(), "a")))
          .contains("away.test/v1", "is not available", "Thing a");
    }
  }

  /** It was there when kinds were discovered, and is not when they are listed. */
  @Test
  void doesNotWaitForOneKindWhoseServerIsAway() throws Exception {
    ResourceKey away = new ResourceKey("apps", "Deployment", namespace.name(), "away");
    Manifest desired = marked("patient", "v1", "ConfigMap", "present");
    try (Gateway gateway = gateway(true);
        ClusterFixture fixture = behind(gateway)) {
      gateway.refuse(request ->
          request.path().contains("/deployments")
              ? Optional.of(
                  new Refusal(
                      503,
                      "ServiceUnavailable",
                      "the server is currently unable to handle the request"))
              : Optional.empty());
      fixture.connect();
      assertThat(fixture.clusters.clusters().getFirst().message())
          .isEqualTo("their servers do not answer: apps/v1/deployments");
      assertThat(apply(fixture, desired)).isInstanceOf(Applied.class);
      assertThat(live(fixture, "patient", desired.key()).complete()).isTrue();
      assertThat(refused(fixture, away)).contains("unable to handle the request");
      assertThat(refused(fixture)).contains("do not answer", "apps/v1/deployments");

      gateway.forgive();
      Awaitility.await().until(() -> fixture.clusters.clusters().getFirst().message().isEmpty());
      assertThat(live(fixture, "patient", away).find(away)).isEmpty();
      assertThat(live(fixture, "patient").complete()).isTrue();
    }
  }

  private static Manifest marked(String application, String version, String kind, String name) {
    return ClusterFixture.json(
        """
        {"apiVersion":"%s","kind":"%s","metadata":{"name":"%s","namespace":"%s","annotations":
         {"argocd.argoproj.io/tracking-id":"%s:/%s:%s/%s"}}}
        """
            .formatted(
                version, kind, name, namespace.name(), application, kind, namespace.name(), name));
  }

  private static Object apply(ClusterFixture by, Manifest desired) {
    return by.clusters.apply(
        ClusterFixture.SERVER,
        new ApplyRequest(desired, ApplyRequest.Mode.SERVER_SIDE, true, false, Optional.empty()));
  }

  private static LiveState live(ClusterFixture of, String application, ResourceKey... wanted) {
    Result<LiveState> result =
        of.clusters.live(ClusterFixture.SERVER, application, List.of(wanted));
    assertThat(result).isInstanceOf(Result.Success.class);
    return ((Result.Success<LiveState>) result).value();
  }

  private static String refused(ClusterFixture of, ResourceKey... wanted) {
    Result<LiveState> result = of.clusters.live(ClusterFixture.SERVER, "nobody", List.of(wanted));
    assertThat(result).isInstanceOf(Result.Failed.class);
    assertThat(((Result.Failed<LiveState>) result).failure()).isInstanceOf(Refused.class);
    return ((Result.Failed<LiveState>) result).failure().message();
  }
}
