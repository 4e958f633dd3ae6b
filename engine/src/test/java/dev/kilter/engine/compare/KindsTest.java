package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Comparison.IgnoreStatus;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kinds that can say one thing in two ways. */
final class KindsTest {
  @Test
  void stringDataIsFoldedIntoData() {
    assertSame("Secret", "stringData: {a: text}", "data: {a: dGV4dA==}");
  }

  @Test
  void emptyRulesOfARoleAreNone() {
    assertSame("rbac.authorization.k8s.io/v1/Role", "rules: []", "");
    assertSame("rbac.authorization.k8s.io/v1/ClusterRole", "rules: []", "rules: null");
  }

  @Test
  void rulesOfAnAggregatedRoleAreTheControllersWhereTheSettingsSaySo() {
    String desired = "{aggregationRule: {clusterRoleSelectors: []}, rules: [{verbs: [get]}]}";
    String live = "{aggregationRule: {clusterRoleSelectors: []}, rules: [{verbs: [list]}]}";
    ComparisonRules ignoring =
        Rules.of(
            new Settings.Comparison(true, IgnoreStatus.ALL, Map.of()), Rules.ANNOTATION, Set.of());
    String kind = "rbac.authorization.k8s.io/v1/ClusterRole";

    assertThat(print(ignoring, kind, desired, live)).startsWith("Synced");
    assertThat(print(Rules.plain(), kind, desired, live)).startsWith("OutOfSync");
  }

  @Test
  void subsetsOfEndpointsHaveNoOrder() {
    assertSame(
        "Endpoints",
        "subsets: [{addresses: [{ip: 10.0.0.2}, {ip: 10.0.0.1}], ports: [{port: 80}]}]",
        "subsets: [{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports: [{port: 80}]}]");
  }

  @Test
  void claimTemplatesCarryWhatWholeClaimsCarry() {
    assertSame(
        "apps/v1/StatefulSet",
        "spec: {volumeClaimTemplates: [{metadata: {name: d}, spec: {accessModes: [ReadWriteOnce]}}]}",
        """
        spec: {volumeClaimTemplates: [{apiVersion: v1, kind: PersistentVolumeClaim,
          metadata: {name: d, creationTimestamp: null}, spec: {accessModes: [ReadWriteOnce]},
          status: {phase: Pending}}]}
        """);
  }

  @Test
  void limitsDefaultFromEachOther() {
    assertSame(
        "LimitRange",
        "spec: {limits: [{type: Container, max: {cpu: '1'}, min: {memory: 1Gi}}]}",
        """
        spec: {limits: [{type: Container, max: {cpu: '1'}, min: {memory: 1Gi}, default: {cpu: '1'},
          defaultRequest: {cpu: '1', memory: 1Gi}}]}
        """);
  }

  @Test
  void statusCountsOnlyWhereTheSettingsSaySo() {
    String desired = "status: {a: 1}";
    String live = "status: {a: 2}";

    assertThat(print(status(IgnoreStatus.ALL), "x.io/v1/Any", desired, live)).startsWith("Synced");
    assertThat(print(status(IgnoreStatus.CRD), "x.io/v1/Any", desired, live))
        .startsWith("OutOfSync");
    assertThat(
            print(
                status(IgnoreStatus.CRD),
                "apiextensions.k8s.io/v1/CustomResourceDefinition",
                desired,
                live))
        .startsWith("Synced");
    assertThat(print(status(IgnoreStatus.NONE), "x.io/v1/Any", desired, live))
        .startsWith("OutOfSync");
  }

  @Test
  void aRuleThatLosesOneConditionIsNoLongerTheSame() {
    String kind = "networking.k8s.io/v1/NetworkPolicy";
    String desired = "spec: {ingress: [{from: [{podSelector: {matchLabels: {a: b}}}]}]}";
    String live =
        """
        spec: {ingress: [{from: [{podSelector: {matchLabels: {a: b}}, namespaceSelector: {}}]}]}
        """;

    assertThat(print(Rules.plain(), kind, desired, live))
        .contains("spec.ingress[0].from[0].namespaceSelector: {} -> -");
    assertThat(print(Rules.plain(), kind, live, desired))
        .contains("spec.ingress[0].from[0].namespaceSelector: - -> {}");
  }

  @Test
  void aPortsProtocolIsDefaultedInsideAnAtomicList() {
    assertSame(
        "networking.k8s.io/v1/NetworkPolicy",
        "spec: {ingress: [{ports: [{port: 80}]}]}",
        "spec: {ingress: [{ports: [{port: 80, protocol: TCP}]}]}");
  }

  @Test
  void labelsOfAKindWithoutAShapeAreFreeAndItsListsHaveAnOrder() {
    Manifest desired = object("x.io/v1/Any", "spec: {list: [{name: a}, {name: b}]}");
    Manifest live =
        object("x.io/v1/Any", "spec: {list: [{name: b}, {name: a}]}")
            .with(Map.of(), "metadata", "labels")
            .with(
                "{\"metadata\":{\"labels\":{}}}",
                "metadata",
                "annotations",
                "kubectl.kubernetes.io/last-applied-configuration");

    assertThat(
            Objects.print(
                Objects.compare(Objects.desired(desired), Objects.live(live), Rules.plain())))
        .contains("spec.list[0].name: b -> a", "spec.list[1].name: a -> b")
        .doesNotContain("labels");
  }

  private static ComparisonRules status(IgnoreStatus status) {
    return Rules.of(Rules.settings(status), Rules.ANNOTATION, Set.of());
  }

  private static void assertSame(String kind, String desired, String live) {
    assertThat(print(Rules.plain(), kind, desired, live)).startsWith("Synced");
  }

  private static String print(ComparisonRules rules, String kind, String desired, String live) {
    return Objects.print(
        Objects.compare(
            Objects.desired(object(kind, desired)), Objects.live(object(kind, live)), rules));
  }

  private static Manifest object(String kind, String body) {
    int end = kind.lastIndexOf('/');
    Manifest object =
        Objects.manifest("{metadata: {name: x, namespace: shop}}")
            .with(end < 0 ? "v1" : kind.substring(0, end), "apiVersion")
            .with(kind.substring(end + 1), "kind");
    Map<String, Object> fields = body.isEmpty() ? Map.of() : Objects.manifest(body).root();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      object = field.getValue() == null ? object : object.with(field.getValue(), field.getKey());
    }
    return Objects.marked(object);
  }
}
