package dev.kilter.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.cluster.Connections;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A PodTemplate has most shapes, and no controller that writes to it. What is left out is what the
 * API server would not have noticed; it is asked in each case.
 */
class ExactStateTest {
  private static final String WEB =
      """
      apiVersion: v1
      kind: PodTemplate
      metadata:
        name: web
        labels: {app: web, tier: front}
        finalizers: [example.com/hold]
      template:
        metadata:
          labels: {app: web}
        spec:
          terminationGracePeriodSeconds: 20
          containers:
          - name: one
            image: nginx:1
            args: [--fast, "5"]
            ports:
            - {containerPort: 80, protocol: TCP}
            resources:
              limits: {cpu: 500m}
            env:
            - {name: A, value: a}
            - {name: B, value: b}
          - name: two
            image: redis:7
          volumes:
          - name: scratch
            emptyDir: {}
      """;

  private static KubernetesApi api;
  private static TestNamespace namespace;

  @BeforeAll
  static void connect() {
    SharedSandbox sandbox = SharedSandbox.get();
    namespace = sandbox.namespace();
    api = Connections.fromKubeconfig(sandbox.kubeconfig(), "", InstantSource.system()).home();
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  @Test
  void whatWeAppliedAndNobodyTouchedNeedsNoRequest() {
    Manifest live = applied(WEB);
    assertThat(ExactState.proved(manifest(WEB), live)).isTrue();
    assertThat(applied(WEB).resourceVersion()).isEqualTo(live.resourceVersion());
  }

  @Test
  void othersMayOwnFieldsBesideOurs() {
    applied(WEB);
    Manifest live =
        sent(
            "application/merge-patch+json",
            "?fieldManager=hand",
            "{\"template\":{\"spec\":{\"hostname\":\"web\"}}}");
    assertThat(ExactState.proved(manifest(WEB), live)).isTrue();
    assertThat(applied(WEB).resourceVersion()).isEqualTo(live.resourceVersion());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Seconds: 20|Seconds: 25",
        "{app: web, tier: front}|{app: web}",
        "image: redis:7|image: redis:8",
        "[--fast, \"5\"]|[\"5\", --fast]",
        "      - {name: A, value: a}\n|",
        "[example.com/hold]|[example.com/hold, example.com/more]",
        "emptyDir: {}|emptyDir: {medium: Memory}",
        "Seconds: 20|Seconds: 20\n    activeDeadlineSeconds: 5",
      })
  void whatGitChangedIsApplied(String change) {
    Manifest live = applied(WEB);
    String other = edited(WEB, change);
    assertThat(ExactState.proved(manifest(other), live)).isFalse();
    assertThat(applied(other).resourceVersion()).isNotEqualTo(live.resourceVersion());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"template\":{\"spec\":{\"terminationGracePeriodSeconds\":7}}}",
        "{\"metadata\":{\"labels\":{\"tier\":null}}}",
        "{\"metadata\":{\"finalizers\":null}}",
      })
  void whatSomebodyChangedIsApplied(String patch) {
    Manifest before = applied(WEB);
    Manifest live = sent("application/merge-patch+json", "?fieldManager=hand", patch);
    assertThat(live.resourceVersion()).isNotEqualTo(before.resourceVersion());
    assertThat(ExactState.proved(manifest(WEB), live)).isFalse();
    assertThat(applied(WEB).resourceVersion()).isNotEqualTo(live.resourceVersion());
  }

  /** What is sent under RespectIgnoreDifferences: until we own it too, that changes something. */
  @Test
  void aValueOfSomebodyElseThatIsTakenOverIsAppliedOnce() {
    applied(WEB);
    Manifest live =
        sent(
            "application/merge-patch+json",
            "?fieldManager=hand",
            "{\"template\":{\"spec\":{\"terminationGracePeriodSeconds\":8}}}");
    String taken = edited(WEB, "Seconds: 20|Seconds: 8");
    assertThat(ExactState.proved(manifest(taken), live)).isFalse();
    assertThat(ExactState.proved(manifest(taken), applied(taken))).isTrue();
  }

  /** Same for the server, but to be sure of that takes more than looking. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ", protocol: TCP|",
        "cpu: 500m|cpu: \"0.5\"",
      })
  void whatTheServerCompletesIsLeftToTheServer(String change) {
    String other = edited(WEB, change);
    assertThat(ExactState.proved(manifest(other), applied(other))).isFalse();
  }

  @Test
  void whatIsBeingDeletedIsLeftToTheServer() {
    Manifest live = applied(WEB).with("2026-01-01T00:00:00Z", "metadata", "deletionTimestamp");
    assertThat(ExactState.proved(manifest(WEB), live)).isFalse();
  }

  @Test
  void whatOnlyAnotherManagerAppliedIsApplied() {
    String settings =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {a: "1"}
        """;
    String path = "/api/v1/namespaces/" + namespace.name() + "/configmaps/settings";
    Manifest theirs =
        sent(path, "application/apply-patch+yaml", "?fieldManager=somebody", settings);
    assertThat(ExactState.proved(manifest(settings), theirs)).isFalse();
  }

  private static String edited(String yaml, String change) {
    String[] sides = change.split("\\|", -1);
    String edited = yaml.replace(sides[0], sides[1]);
    assertThat(edited).isNotEqualTo(yaml);
    return edited;
  }

  private static Manifest manifest(String yaml) {
    return Manifest.of(Json.object(Json.bytes(Yaml.parse(yaml))));
  }

  private static Manifest applied(String yaml) {
    return sent("application/apply-patch+yaml", "?fieldManager=argocd-controller&force=true", yaml);
  }

  private static Manifest sent(String type, String options, String body) {
    String path = "/api/v1/namespaces/" + namespace.name() + "/podtemplates/web";
    return sent(path, type, options, body);
  }

  private static Manifest sent(String path, String type, String options, String body) {
    try {
      ApiResponse response =
          api.send(
              ApiRequest.of("PATCH", path + options, type, body.getBytes(StandardCharsets.UTF_8)));
      assertThat(response.ok()).as(new String(response.content(), StandardCharsets.UTF_8)).isTrue();
      return Manifest.of(Json.object(response.content()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
