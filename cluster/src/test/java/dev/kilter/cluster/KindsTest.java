package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome.Applied;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.failure.Failure.KindUnknown;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.schema.FieldSchema.ListType;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.ScalarType;
import dev.kilter.model.schema.FieldSchema.Sequence;
import dev.kilter.model.schema.FieldSchema.Struct;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.ResourceFilter.Rule;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kinds: which are watched, how they come and go, what shape they have. */
class KindsTest {
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

  private static Manifest definition() {
    return ClusterFixture.json(
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"widgets.cluster.test"},"spec":{"group":"cluster.test","scope":"Namespaced",
         "names":{"plural":"widgets","singular":"widget","kind":"Widget","listKind":"WidgetList"},
         "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{
          "type":"object","properties":{"spec":{"type":"object","properties":{"size":
          {"type":"integer"}}}}}}}]}}
        """);
  }

  private static Manifest widget(String name) {
    return ClusterFixture.json(
        """
        {"apiVersion":"cluster.test/v1","kind":"Widget","metadata":{"name":"%s","namespace":"%s",
         "annotations":{"argocd.argoproj.io/tracking-id":"kinds:cluster.test/Widget:%s/%s"}},
         "spec":{"size":1}}
        """
            .formatted(name, namespace.name(), namespace.name(), name));
  }

  private static ApplyOutcome apply(Manifest manifest) {
    return fixture.clusters.apply(
        ClusterFixture.SERVER,
        new ApplyRequest(manifest, ApplyRequest.Mode.SERVER_SIDE, true, false, Optional.empty()));
  }

  private static long held(String application) {
    return fixture.held(application).size();
  }

  @Test
  void followsADefinitionThatComesAndGoes() {
    assertThat(apply(widget("early")))
        .isInstanceOfSatisfying(
            ApplyOutcome.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(KindUnknown.class));
    assertThat(apply(definition())).isInstanceOf(Applied.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> apply(widget("first")) instanceof Applied);
    fixture.raw.post(
        "/apis/cluster.test/v1/namespaces/" + namespace.name() + "/widgets",
        dev.kilter.codec.Json.text(widget("second").root()));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> held("kinds") == 2);
    fixture.raw.delete(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.cluster.test");
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> held("kinds") == 0);
  }

  @Test
  void readsShapesFromTheServer() {
    KindSchema deployment =
        fixture.clusters.schema(
            ClusterFixture.SERVER, new GroupVersionKind("apps", "v1", "Deployment"));
    Sequence containers = (Sequence) at(deployment, "spec", "template", "spec", "containers");
    assertThat(containers.type()).isEqualTo(ListType.MAP);
    assertThat(containers.keys()).containsExactly("name");
    Struct container = (Struct) deployment.resolve(containers.items());
    Sequence ports =
        (Sequence)
            deployment.resolve(java.util.Objects.requireNonNull(container.fields().get("ports")));
    assertThat(ports.keys()).containsExactly("containerPort", "protocol");
    Struct port = (Struct) deployment.resolve(ports.items());
    assertThat(port.defaults()).containsEntry("protocol", "TCP");
    assertThat(at(deployment, "spec", "strategy", "rollingUpdate", "maxSurge"))
        .isEqualTo(new Scalar(ScalarType.INT_OR_STRING));
    assertThat(
            fixture.clusters.schema(
                ClusterFixture.SERVER, new GroupVersionKind("no.such", "v1", "Kind")))
        .isEqualTo(KindSchema.UNKNOWN);
  }

  private static dev.kilter.model.schema.FieldSchema at(KindSchema kind, String... path) {
    dev.kilter.model.schema.FieldSchema schema = kind.resolve(kind.root());
    for (String step : path) {
      schema = kind.resolve(java.util.Objects.requireNonNull(((Struct) schema).fields().get(step)));
    }
    return schema;
  }

  @Test
  void seesOnlyTheNamespacesOfALimitedCluster() {
    try (ClusterFixture limited = new ClusterFixture(SharedSandbox.get().kubeconfig());
        TestNamespace other = SharedSandbox.get().namespace()) {
      fixture.tracked(namespace.name(), "inside", "limited");
      fixture.tracked(other.name(), "outside", "limited");
      limited.clusters.update(List.of(ClusterFixture.home(List.of(namespace.name()), false)));
      limited.awaitSynced(ClusterFixture.SERVER);
      assertThat(limited.held("limited"))
          .extracting(resource -> resource.key().name())
          .containsExactly("inside");
    }
  }

  /** Argo CD refuses them too: nothing would tell of a change to what is not watched. */
  @Test
  void refusesWhatIsOutsideALimitedCluster() {
    ResourceKey role = new ResourceKey("rbac.authorization.k8s.io", "ClusterRole", "", "view");
    ResourceKey elsewhere = ClusterFixture.configMap("default", "elsewhere");
    ResourceKey inside = ClusterFixture.configMap(namespace.name(), "inside");
    try (ClusterFixture limited = new ClusterFixture(SharedSandbox.get().kubeconfig())) {
      limited.clusters.update(List.of(ClusterFixture.home(List.of(namespace.name()), false)));
      limited.awaitSynced(ClusterFixture.SERVER);
      assertThat(refusal(limited, role))
          .isEqualTo(
              "Cluster level ClusterRole \"view\" can not be managed when in namespaced mode");
      assertThat(refusal(limited, elsewhere))
          .isEqualTo("Namespace \"default\" for ConfigMap \"elsewhere\" is not managed");
      assertThat(refusal(limited, inside)).isEmpty();
      limited.clusters.update(List.of(ClusterFixture.home(List.of(namespace.name()), true)));
      limited.awaitSynced(ClusterFixture.SERVER);
      assertThat(refusal(limited, role)).isEmpty();
      assertThat(refusal(limited, elsewhere)).isNotEmpty();
    }
  }

  private static String refusal(ClusterFixture of, ResourceKey wanted) {
    return of.clusters.live(ClusterFixture.SERVER, "nobody", List.of(wanted))
            instanceof Result.Failed<?>(var failure)
        ? failure.message()
        : "";
  }

  @Test
  void obeysExclusionsAtOnce() {
    try (ClusterFixture filtered = new ClusterFixture(SharedSandbox.get().kubeconfig())) {
      fixture.tracked(namespace.name(), "excluded", "filtered");
      filtered.connect();
      assertThat(filtered.held("filtered")).hasSize(1);
      filtered.settings =
          TestSettings.with(
              new ResourceFilter(
                  List.of(new Rule(List.of(""), List.of("ConfigMap"), List.of())), List.of()));
      filtered.clusters.settingsChanged();
      Awaitility.await().until(() -> filtered.held("filtered").isEmpty());
    }
  }

  @Test
  void oneClusterThatDoesNotAnswerDelaysNoOther() throws Exception {
    try (java.net.ServerSocket silent = new java.net.ServerSocket(0);
        ClusterFixture both = new ClusterFixture(SharedSandbox.get().kubeconfig())) {
      String dead = "https://127.0.0.1:" + silent.getLocalPort();
      both.clusters.update(
          List.of(
              new dev.kilter.model.cluster.ClusterConnection(
                  dead,
                  "dead",
                  List.of(),
                  false,
                  "",
                  java.util.Map.of(),
                  java.util.Map.of("bearerToken", "t")),
              new dev.kilter.model.cluster.ClusterConnection(
                  "https://10.0.0.1",
                  "refused",
                  List.of(),
                  false,
                  "",
                  java.util.Map.of(),
                  java.util.Map.of("execProviderConfig", java.util.Map.of("command", "/bin/sh"))),
              ClusterFixture.home()));
      both.awaitSynced(ClusterFixture.SERVER);
      assertThat(both.clusters.clusters())
          .extracting(ClusterState::name, ClusterState::connected)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("dead", false),
              org.assertj.core.groups.Tuple.tuple("refused", false),
              org.assertj.core.groups.Tuple.tuple("in-cluster", true));
      both.clusters.update(List.of(ClusterFixture.home()));
      assertThat(both.clusters.clusters()).hasSize(1);
    }
  }
}
