package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.manifest.Manifest;
import org.junit.jupiter.api.Test;

/** What differs between two sides of one Deployment, field by field. */
final class FieldsTest {
  private static final String HEAD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: shop}
      """;

  @Test
  void theSameValueInAnotherSpellingIsTheSame() {
    assertSynced(
        """
        spec:
          replicas: 3
          strategy: {rollingUpdate: {maxSurge: "1"}}
          template:
            spec:
              containers:
              - name: api
                ports: [{containerPort: 80}]
                livenessProbe: {httpGet: {port: "80"}}
                resources: {limits: {cpu: 1000m, memory: 1Gi}, requests: {cpu: 0.5}}
        """,
        """
        spec:
          replicas: 3.0
          strategy: {rollingUpdate: {maxSurge: 1}}
          template:
            spec:
              containers:
              - name: api
                ports: [{containerPort: 80, protocol: TCP}]
                livenessProbe: {httpGet: {port: 80, path: /}}
                resources: {limits: {cpu: "1", memory: 1024Mi}, requests: {cpu: 500m}}
              dnsPolicy: ClusterFirst
        """);
  }

  @Test
  void aNumberIsNoStringWhereTheFieldTakesOnlyOne() {
    assertThat(
            print(
                "spec: {template: {spec: {containers: [{name: api, image: '1'}]}}}",
                "spec: {template: {spec: {containers: [{name: api, image: 1}]}}}"))
        .contains("containers[name=api].image: 1 -> 1");
  }

  @Test
  void emptyAndNullAreAbsent() {
    assertSynced(
        """
        spec:
          paused: null
          template:
            metadata: {labels: {}, annotations: {}, creationTimestamp: null}
            spec: {hostNetwork: false, securityContext: {}, containers: [{name: a, env: [], args: []}]}
        """,
        "spec: {template: {spec: {containers: [{name: a}]}}}");
  }

  @Test
  void itemsAreFoundByTheirKeysWhateverTheirOrder() {
    assertThat(
            print(
                """
                spec:
                  template:
                    spec:
                      containers:
                      - {name: api, image: api:2, env: [{name: B, value: b}, {name: A, value: a}]}
                      - {name: new, image: n:1}
                """,
                """
                spec:
                  template:
                    spec:
                      containers:
                      - {name: sidecar, image: s:1}
                      - {name: api, image: api:1, env: [{name: A, value: a}, {name: B, value: x}]}
                """))
        .isEqualTo(
            """
            OutOfSync
            apps/Deployment/shop/api: OutOfSync, Git moved
              spec.template.spec.containers[name=api].image: api:1 -> api:2
              spec.template.spec.containers[name=api].env[name=B].value: x -> b
              spec.template.spec.containers[name=new]: - -> {name=new, image=n:1}
            """);
  }

  @Test
  void portsDifferByProtocolToo() {
    assertThat(
            print(
                """
                spec: {template: {spec: {containers: [{name: a, ports: [
                  {containerPort: 53}, {containerPort: 53, protocol: UDP}]}]}}}
                """,
                """
                spec: {template: {spec: {containers: [{name: a, ports: [
                  {containerPort: 53, protocol: TCP}]}]}}}
                """))
        .contains("ports[containerPort=53,protocol=UDP]: - -> {containerPort=53, protocol=UDP}")
        .doesNotContain("protocol=TCP");
  }

  @Test
  void anAtomicListIsComparedByPosition() {
    assertThat(
            print(
                "spec: {template: {spec: {containers: [{name: a, args: [one, two]}]}}}",
                "spec: {template: {spec: {containers: [{name: a, args: [two, one]}]}}}"))
        .contains("args[0]: two -> one", "args[1]: one -> two");
  }

  @Test
  void aDefaultInsideAnAtomicMapIsNoDifference() {
    assertSynced(
        """
        spec: {template: {spec: {containers: [{name: a, env: [
          {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]}]}}}
        """,
        """
        spec: {template: {spec: {containers: [{name: a, env: [
          {name: IP, valueFrom: {fieldRef: {apiVersion: v1, fieldPath: status.podIP}}}]}]}}}
        """);
  }

  @Test
  void aFieldThatOnlyLiveHasIsNobodysBusiness() {
    assertSynced(
        "spec: {replicas: 1}",
        """
        spec: {replicas: 1, strategy: {type: RollingUpdate}, template: {spec: {dnsPolicy: Default}}}
        """);
  }

  @Test
  void aFieldThatWeAppliedAndGitDroppedDiffers() {
    assertThat(
            print(
                "spec: {template: {metadata: {labels: {app: api}}}}",
                """
                spec: {replicas: 2, template: {metadata: {labels: {app: api, old: x, theirs: y}},
                  spec: {dnsPolicy: Default}}}
                """,
                managed(
                    "argocd-controller",
                    "Apply",
                    """
                    f:spec: {f:replicas: {}, f:template: {f:metadata: {f:labels: {f:app: {}, f:old: {}}}}}
                    """),
                managed(
                    "kube-controller-manager",
                    "Update",
                    "f:spec: {f:template: {f:metadata: {f:labels: {f:theirs: {}}}}}")))
        .isEqualTo(
            """
            OutOfSync
            apps/Deployment/shop/api: OutOfSync, Git moved
              spec.template.metadata.labels["old"]: x -> - [argocd-controller]
              spec.replicas: 2 -> - [argocd-controller]
            """
                .replace("labels[\"old\"]", "labels.old"));
  }

  @Test
  void aDroppedFieldThatSomeoneElseHoldsTooStays() {
    assertSynced(
        "spec: {template: {}}",
        "spec: {replicas: 5, template: {}}",
        managed("argocd-controller", "Apply", "f:spec: {f:replicas: {}}"),
        managed("kube-controller-manager", "Update", "f:spec: {f:replicas: {}}"));
  }

  @Test
  void aDroppedItemOfAKeyedListDiffers() {
    assertThat(
            print(
                "spec: {template: {spec: {containers: [{name: a, env: [{name: A, value: a}]}]}}}",
                """
                spec: {template: {spec: {containers: [
                  {name: a, env: [{name: A, value: a}, {name: OLD, value: o}, {name: X, value: x}]}]}}}
                """,
                managed(
                    "argocd-controller",
                    "Apply",
                    """
                    f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"a"}': {
                      .: {}, f:name: {}, f:env: {
                        'k:{"name":"A"}': {.: {}, f:name: {}, f:value: {}},
                        'k:{"name":"OLD"}': {.: {}, f:name: {}, f:value: {}}}}}}}}
                    """)))
        .contains("containers[name=a].env[name=OLD]: {name=OLD, value=o} -> -")
        .doesNotContain("name=X");
  }

  @Test
  void whatAClientSideApplySetIsKnownFromLastApplied() {
    String lastApplied =
        "{\"metadata\":{\"labels\":{\"old\":\"x\"}},\"spec\":{\"replicas\":2,\"paused\":true}}";
    assertThat(
            print(
                "spec: {replicas: 2}",
                "spec: {replicas: 2, paused: true, strategy: {type: Recreate}}",
                "metadata.annotations.kubectl.kubernetes.io/last-applied-configuration="
                    + lastApplied,
                managed(
                    "argocd-controller",
                    "Update",
                    "f:spec: {f:replicas: {}, f:paused: {}, f:strategy: {f:type: {}}}")))
        .contains("spec.paused: true -> -")
        .doesNotContain("strategy");
  }

  @Test
  void aZeroThatTheServerDroppedIsTheSameButOnceApplied() {
    assertSynced(
        "spec: {template: {spec: {hostNetwork: false}}}",
        "spec: {template: {spec: {dnsPolicy: Default}}}",
        managed(
            "argocd-controller", "Apply", "f:spec: {f:template: {f:spec: {f:hostNetwork: {}}}}"));
    assertThat(
            print(
                "spec: {template: {spec: {automountServiceAccountToken: false}}}",
                "spec: {template: {spec: {dnsPolicy: Default}}}",
                managed("argocd-controller", "Apply", "f:spec: {f:template: {}}")))
        .contains("automountServiceAccountToken: - -> false");
  }

  @Test
  void membersOfASetAreFoundByValue() {
    Manifest desired =
        Objects.marked(
            Objects.manifest(HEAD)
                .with(java.util.List.of("a/one", "a/two"), "metadata", "finalizers"));
    Manifest live =
        Objects.marked(
            Objects.manifest(HEAD)
                .with(java.util.List.of("other/x", "a/two"), "metadata", "finalizers"));

    assertThat(
            Objects.print(
                Objects.compare(Objects.desired(desired), Objects.live(live), Rules.plain())))
        .contains("metadata.finalizers[=a/one]: - -> a/one")
        .doesNotContain("other/x");
  }

  @Test
  void pointersAndJqPathsHideFields() {
    String desired =
        """
        spec: {replicas: 1, template: {metadata: {annotations: {a/b: x}}, spec: {containers: [
          {name: api, image: api:1, env: [{name: A, value: a}, {name: B, value: b}]}]}}}
        """;
    String live =
        """
        spec: {replicas: 9, template: {metadata: {annotations: {a/b: y}}, spec: {containers: [
          {name: api, image: api:2, env: [{name: A, value: a2}, {name: B, value: b2}]}]}}}
        """;
    ComparisonRules rules =
        Rules.ignoring(
            Rules.pointers("apps", "Deployment", "/spec/replicas", "/spec/no/such/path"),
            Rules.pointers("a*", "*", "/spec/template/metadata/annotations/a~1b"),
            Rules.jq(
                "apps",
                "Deployment",
                ".spec.template.spec.containers[]?.image",
                ".spec.template.spec.containers[] | select(.name == \"api\") | .env[] "
                    + "| select(.name == \"B\")"));

    assertThat(print(rules, desired, live))
        .isEqualTo(
            """
            OutOfSync
            apps/Deployment/shop/api: OutOfSync, Git moved
              spec.template.spec.containers[name=api].env[name=A].value: a2 -> a
            """);
  }

  @Test
  void fieldsOfTrustedManagersAreHidden() {
    ComparisonRules rules = Rules.ignoring(Rules.managers("apps", "Deployment", "hpa"));
    assertThat(
            print(
                rules,
                "spec: {replicas: 1, paused: true}",
                "spec: {replicas: 9, paused: false}",
                managed("hpa", "Update", "f:spec: {f:replicas: {}}")))
        .contains("spec.paused")
        .doesNotContain("spec.replicas");
  }

  @Test
  void whatIsNotUnderstoodIsReportedAndTheRestHolds() {
    IgnoreDifference broken =
        Rules.jq("apps", "Deployment", ".spec.replicas", "until(true; .)", ".a[", "del(.x)");

    DesiredState about =
        Objects.desired(Objects.manifest("{apiVersion: apps/v1, kind: Deployment, metadata: {}}"));
    assertThat(Compare.problems(Objects.desired(), Rules.ignoring(broken))).isEmpty();
    assertThat(Compare.problems(about, Rules.ignoring(broken)))
        .hasSize(3)
        .first()
        .asString()
        .contains("until(true; .)", "not understood");
    assertThat(print(Rules.ignoring(broken), "spec: {replicas: 1}", "spec: {replicas: 2}"))
        .startsWith("Synced");
  }

  private static void assertSynced(String desired, String live, String... edits) {
    assertThat(print(desired, live, edits)).startsWith("Synced");
  }

  private static String print(String desired, String live, String... edits) {
    return print(Rules.plain(), desired, live, edits);
  }

  private static String print(ComparisonRules rules, String desired, String live, String... edits) {
    Manifest found = Objects.marked(Objects.manifest(HEAD + live));
    java.util.List<Object> managed = new java.util.ArrayList<>();
    for (String edit : edits) {
      if (edit.startsWith("metadata.annotations.")) {
        int equals = edit.indexOf('=');
        String name = edit.substring("metadata.annotations.".length(), equals);
        found = found.with(edit.substring(equals + 1), "metadata", "annotations", name);
      } else {
        managed.add(Objects.manifest(edit).root());
      }
    }
    return Objects.print(
        Objects.compare(
            Objects.desired(Objects.marked(Objects.manifest(HEAD + desired))),
            Objects.live(found.with(managed, "metadata", "managedFields")),
            rules));
  }

  private static String managed(String manager, String operation, String fields) {
    return "manager: %s\noperation: %s\nfieldsV1:\n%s"
        .formatted(manager, operation, fields.indent(2));
  }
}
