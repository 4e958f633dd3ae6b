package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest.Mode;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code Replace=true} and {@code Force=true} on a real API server. */
class RecreationTest {
  private static ClusterFixture fixture;
  private static TestNamespace namespace;

  @BeforeAll
  static void connect() {
    fixture = new ClusterFixture(SharedSandbox.get().kubeconfig()).connect();
    namespace = SharedSandbox.get().namespace();
  }

  @AfterAll
  static void close() {
    namespace.close();
    fixture.close();
  }

  private static Manifest configMap(String name, String rest) {
    return ClusterFixture.json(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","namespace":"%s",
          "annotations":{"argocd.argoproj.io/tracking-id":"shop:/ConfigMap:%s/%s"}},%s}
        """
            .formatted(name, namespace.name(), namespace.name(), name, rest));
  }

  private static ApplyOutcome apply(Manifest desired, Mode mode, boolean force) {
    return fixture.clusters.apply(
        ClusterFixture.SERVER, new ApplyRequest(desired, mode, true, force, Optional.empty()));
  }

  private static Manifest live(ApplyOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return ((Applied) outcome).live();
  }

  @ParameterizedTest
  @EnumSource(names = "DRY_RUN", mode = EnumSource.Mode.EXCLUDE)
  void onlyAForceRecreatesWhatMayNotChange(Mode mode) {
    String name = "fixed-" + mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Manifest first = configMap(name, "\"immutable\":true,\"data\":{\"a\":\"1\"}");
    Manifest second = configMap(name, "\"immutable\":true,\"data\":{\"a\":\"2\"}");
    String uid = live(apply(first, mode, false)).uid();

    assertThat(apply(second, mode, false))
        .isInstanceOfSatisfying(
            ApplyOutcome.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.Refused.class));
    assertThat(live(apply(first, mode, true)).uid()).as("no need, no force").isEqualTo(uid);

    Manifest recreated = live(apply(second, mode, true));
    assertThat(recreated.uid()).isNotEqualTo(uid);
    assertThat(recreated.text("data", "a")).contains("2");
  }

  @Test
  void aReplacedObjectHasNothingThatGitDoesNotName() {
    Manifest missing =
        live(apply(configMap("whole", "\"data\":{\"a\":\"1\"}"), Mode.REPLACE, false));
    fixture.raw.send(
        "PATCH",
        "/api/v1/namespaces/" + namespace.name() + "/configmaps/whole",
        "application/merge-patch+json",
        "{\"data\":{\"by-hand\":\"x\"}}");

    Manifest replaced =
        live(apply(configMap("whole", "\"data\":{\"a\":\"2\"}"), Mode.REPLACE, false));
    assertThat(replaced.uid()).isEqualTo(missing.uid());
    assertThat(replaced.map("data")).containsOnlyKeys("a");
  }
}
