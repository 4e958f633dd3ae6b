package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is shown of an object that differs. */
final class DiffViewTest {
  private static final Manifest DESIRED =
      Objects.marked(
          Objects.manifest(
              """
              apiVersion: apps/v1
              kind: Deployment
              metadata: {name: api, namespace: shop}
              spec:
                replicas: 2
                template: {spec: {containers: [{name: new, image: n:1}, {name: api, image: api:2}]}}
              """));

  @Test
  void predictedIsLiveAsItWillBe() {
    Manifest live =
        Objects.marked(
            Objects.manifest(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api, namespace: shop, uid: u, resourceVersion: "7",
                  managedFields: [{manager: argocd-controller, operation: Apply,
                    fieldsV1: {f:spec: {f:paused: {}}}}]}
                spec:
                  replicas: 2
                  paused: true
                  strategy: {type: RollingUpdate}
                  template: {spec: {containers: [{name: api, image: api:1, args: [x]}]}}
                status: {replicas: 2}
                """));
    DiffView view = view(DESIRED, live);

    assertThat(view.normalizedLive().orElseThrow().at("status")).isEmpty();
    assertThat(view.normalizedLive().orElseThrow().uid()).isEmpty();
    assertThat(view.predicted().orElseThrow().map("spec").toString())
        .isEqualTo(
            "{replicas=2, strategy={type=RollingUpdate}, template={spec={containers=["
                + "{name=api, image=api:2, args=[x]}, {name=new, image=n:1}]}}}");
  }

  @Test
  void anObjectThatIsSyncedIsPredictedAsItIs() {
    DiffView view = view(DESIRED, DESIRED);

    assertThat(view.predicted()).isEqualTo(view.normalizedLive());
  }

  @Test
  void secretsShowThatTheyDifferAndNothingElse() {
    Manifest desired =
        secret("{same: c2FtZQ==, other: c2hvcnQ=, new: bmV3}", "stringData: {text: t}");
    Manifest live = secret("{same: c2FtZQ==, other: bXVjaCBsb25nZXIgdGhhbiB0aGF0, text: dA==}", "");
    DiffView view = view(desired, live);

    assertThat(view.desired().orElseThrow().map("data"))
        .isEqualTo(
            Map.of("same", "++++++++", "other", "++++++++", "new", "++++++++", "text", "++++++++"));
    assertThat(view.live().orElseThrow().map("data"))
        .isEqualTo(Map.of("same", "++++++++", "other", "++++++++++++", "text", "++++++++"));
    assertThat(view.toString()).doesNotContain("c2FtZQ==", "bXVjaCBsb25nZXIg", "stringData");
  }

  @Test
  void differencesOfSecretsAreMaskedToo() {
    Comparison comparison =
        Objects.compare(
            Objects.desired(secret("{k: c2hvcnQ=}", "")),
            Objects.live(secret("{k: bXVjaCBsb25nZXIgdGhhbiB0aGF0}", "")),
            Rules.plain());

    assertThat(Objects.print(comparison)).contains("data.k: ++++++++++++ -> ++++++++");
  }

  @Test
  void lastAppliedAndNamedAnnotationsAreMaskedInSecrets() {
    Manifest live =
        secret("{k: c2hvcnQ=}", "")
            .with(
                "{\"data\":{\"k\":\"c2hvcnQ=\"}}",
                "metadata",
                "annotations",
                "kubectl.kubernetes.io/last-applied-configuration")
            .with("token", "metadata", "annotations", "my/token");

    assertThat(SecretMask.masked(List.of(live), Set.of("my/token")).getFirst().annotations())
        .containsEntry("my/token", "++++++++")
        .containsEntry("kubectl.kubernetes.io/last-applied-configuration", "++++++++");
  }

  private static DiffView view(Manifest desired, Manifest live) {
    Comparison comparison =
        Objects.compare(Objects.desired(desired), Objects.live(live), Rules.plain());
    return DiffView.of(comparison.find(desired.key()).orElseThrow(), Rules.plain());
  }

  private static Manifest secret(String data, String more) {
    return Objects.marked(
        Objects.manifest(
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\ndata: %s\n%s\n"
                .formatted(data, more)));
  }
}
