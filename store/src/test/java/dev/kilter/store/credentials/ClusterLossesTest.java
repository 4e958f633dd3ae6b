package dev.kilter.store.credentials;

import static dev.kilter.testkit.mutation.Target.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.mutation.Guards;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because of one cluster Secret. */
class ClusterLossesTest {
  @Test
  void M24_oneBrokenSecretTakesNoOtherClusterWithIt() {
    assertThatCode(() ->
            assertThat(clusters(secret("broken", "{oops"), secret("good", "{}")))
                .extracting(ClusterConnection::server)
                .contains("https://good"))
        .doesNotThrowAnyException();
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(ClusterLossesTest.class)
        .without(
            "catching what one Secret throws",
            "M24_oneBrokenSecretTakesNoOtherClusterWithIt",
            in(Clusters.class, "config").catchesNothing())
        .tests();
  }

  /** An application that is deleted is let go where its cluster is gone, objects and all. */
  @Test
  void aClusterWithABrokenSecretIsNotGone() {
    assertThat(clusters(secret("broken", "{oops")))
        .singleElement()
        .satisfies(cluster -> {
          assertThat(cluster.server()).isEqualTo("https://broken");
          assertThat(cluster.config().get(ClusterConnection.UNUSABLE))
              .asString()
              .contains("cluster Secret broken", "no JSON object");
        });
  }

  private static List<ClusterConnection> clusters(CredentialSecret... secrets) {
    return Clusters.of(List.of(secrets), Optional.empty());
  }

  private static CredentialSecret secret(String name, String config) {
    return new CredentialSecret(
        name,
        CredentialSecret.CLUSTER,
        Map.of("server", "https://" + name, "name", name, "config", config),
        Manifest.of(Map.of()));
  }
}
