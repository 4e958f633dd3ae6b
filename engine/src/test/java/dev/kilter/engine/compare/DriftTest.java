package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who made an object differ. */
final class DriftTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "argocd-controller       | Apply  | ''    | Git moved",
        "kubectl-edit            | Update | ''    | changed by hand (kubectl-edit)",
        "kubectl                 | Update | scale | changed by hand (kubectl-scale)",
        "Mozilla                 | Update | ''    | changed by hand (Mozilla)",
        "k9s                     | Update | ''    | changed by hand (k9s)",
        "lens                    | Update | ''    | changed by hand (lens)",
        "kube-controller-manager | Update | scale | changed by a controller (kube-controller-manager)",
        "octopus-controller      | Update | ''    | changed by a controller (octopus-controller)",
      })
  void namesTheFieldManagerOfTheLiveValue(
      String manager, String operation, String subresource, String expected) {
    assertThat(
            drift(
                entry("argocd-controller", "Apply", "", "paused"),
                entry(manager, operation, subresource, "replicas")))
        .isEqualTo(expected);
  }

  @Test
  void whoWroteTheStatusOnlyDidNothing() {
    assertThat(
            drift(
                entry("argocd-controller", "Apply", "", "paused"),
                entry("kube-controller-manager", "Update", "status", "replicas")))
        .isEqualTo("Git moved");
  }

  @Test
  void anObjectThatWeNeverWroteWasNeverApplied() {
    Manifest live =
        deployment(3)
            .with(List.of(entry("helm", "Update", "", "replicas")), "metadata", "managedFields");
    assertThat(drift(Objects.marked(deployment(2)), live)).isEqualTo("never applied");
  }

  private static String drift(Map<String, Object> first, Map<String, Object> second) {
    List<Map<String, Object>> managed = List.of(first, second);
    return drift(
        Objects.marked(deployment(2)),
        Objects.marked(deployment(3)).with(managed, "metadata", "managedFields"));
  }

  private static String drift(Manifest desired, Manifest live) {
    Comparison comparison =
        Objects.compare(Objects.desired(desired), Objects.live(live), Rules.plain());
    Drift drift = comparison.find(desired.key()).orElseThrow().drift().orElseThrow();
    return drift.kind().words() + (drift.who().isEmpty() ? "" : " (" + drift.who() + ")");
  }

  private static Manifest deployment(int replicas) {
    return Objects.manifest(
        ("{apiVersion: apps/v1, kind: Deployment, metadata: {name: api, namespace: shop}, spec:"
                + " {replicas: %d, paused: true}}")
            .formatted(replicas));
  }

  private static Map<String, Object> entry(
      String manager, String operation, String subresource, String field) {
    return Map.of(
        "manager", manager,
        "operation", operation,
        "subresource", subresource,
        "fieldsV1", Map.of("f:spec", Map.of("f:" + field, Map.of())));
  }
}
