package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.sandbox.testing.Gateway;
import dev.kilter.sandbox.testing.Gateway.Refusal;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server that can do less, and beside which an aggregated one is away. */
class OlderServerTest {
  private static final String SERVICES = "/apis/apiregistration.k8s.io/v1/apiservices";
  private static final String AWAY = "v1.gone.test";

  @TempDir private Path folder;
  @TempDir private Path checkout;

  @Test
  void deploysAllThatItCanAndSaysWhatItCannot() throws Exception {
    GitRepository git = new GitRepository(checkout);
    SharedSandbox sandbox = SharedSandbox.get();
    TestNamespace shop = sandbox.namespace();
    register(shop);
    try (Gateway gateway =
            new Gateway(sandbox.access())
                .withoutAggregatedDiscovery()
                .refuse(OlderServerTest::withoutServerSideApply);
        Kilter kilter = Kilter.through(gateway.kubeconfig(folder.resolve("kubeconfig")), folder)) {
      git.write("older/a.yaml", Manifests.configMap("older", "1"))
          .write("older/b.yaml", Manifests.deployment("older", "1"))
          .write("away/a.yaml", Manifests.configMap("away", "1"))
          .write("away/b.yaml", "apiVersion: gone.test/v1\nkind: Thing\nmetadata:\n  name: it\n")
          .commit("Open");
      kilter.automated("older", git, "older", shop.name());
      kilter.automated("away", git, "away", shop.name());
      kilter.awaitWell("older");
      kilter.awaitCondition("older", "ApplyWarning", "Applied client-side", "ConfigMap older");
      kilter.awaitCondition("away", "ComparisonError", "gone.test/v1", "is not available");
      assertThat(kilter.application("away").at("/status/sync/status").asText())
          .isEqualTo("Unknown");
      assertThat(kilter.out("app", "explain", "away")).contains("gone.test/v1", "Thing it");

      git.write("older/a.yaml", Manifests.configMap("older", "2"));
      kilter.publish(git, "Go on");
      kilter.await(() ->
          assertThat(kilter.get(shop.path("/api/v1/configmaps/older")).at("/data/key").asText())
              .isEqualTo("2"));
      kilter.awaitWell("older");
    } finally {
      sandbox.client().delete(SERVICES + "/" + AWAY);
      shop.close();
    }
  }

  private static Optional<Refusal> withoutServerSideApply(Gateway.Request request) {
    return request.applies("configmaps")
        ? Optional.of(
            new Refusal(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include:"
                    + " application/json-patch+json, application/merge-patch+json"))
        : Optional.empty();
  }

  /** An aggregated API to whose Service nobody answers. */
  private static void register(TestNamespace namespace) throws IOException {
    SharedSandbox.get()
        .client()
        .create(
            SERVICES,
            SharedSandbox.json(
                """
                {"metadata":{"name":"%s"},"spec":{"group":"gone.test","version":"v1",
                 "groupPriorityMinimum":1000,"versionPriority":15,"insecureSkipTLSVerify":true,
                 "service":{"namespace":"%s","name":"nobody"}}}
                """
                    .formatted(AWAY, namespace.name())));
  }
}
