package dev.kilter.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Yaml;
import dev.kilter.engine.desired.Desired.Target;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DesiredTest {
  private static final Tracking ANNOTATION =
      new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.empty());
  private static final ResourceFilter NO_FILTER = new ResourceFilter(List.of(), List.of());
  private static final ApiResources SERVED =
      new ApiResources(
          List.of(
              served("v1", "ConfigMap", true),
              served("v1", "Namespace", false),
              served("batch/v1", "Job", true),
              served("apiextensions.k8s.io/v1", "CustomResourceDefinition", false)),
          "v1.36.3");

  @Test
  void fillsInTheNamespaceAndTakesItFromClusterScopedObjects() {
    DesiredState state =
        prepare(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: other}}",
            "{apiVersion: v1, kind: Namespace, metadata: {name: team, namespace: wrong}}");

    assertThat(print(state))
        .isEqualTo(
            """
            /ConfigMap/shop/a shop:/ConfigMap:shop/a
            /ConfigMap/other/a shop:/ConfigMap:other/a
            /Namespace//team shop:/Namespace:shop/team
            """);
  }

  @Test
  void aKindThatComesWithItsCrdIsKnownAndTheCrdIsNotMarked() {
    DesiredState state =
        prepare(
            "{apiVersion: x.io/v1, kind: Widget, metadata: {name: w}}",
            "{apiVersion: x.io/v1, kind: Gadget, metadata: {name: g}}",
            crd("Widget", "Cluster"));

    assertThat(print(state))
        .isEqualTo(
            """
            x.io/Widget//w shop:x.io/Widget:shop/w
            x.io/Gadget/shop/g shop:x.io/Gadget:shop/g
            apiextensions.k8s.io/CustomResourceDefinition//widgets -
            """);
    assertThat(state.unknownKinds().toString()).isEqualTo("{x.io/Gadget/shop/g=x.io/v1}");
  }

  @Test
  void ofRepeatedObjectsTheLastStaysWithAWarning() {
    DesiredState state =
        prepare(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: first}}",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop}, data: {k: last}}");

    assertThat(state.manifests()).hasSize(1);
    assertThat(state.manifests().getFirst().text("data", "k")).contains("last");
    assertThat(state.origins().values()).containsExactly("file-1.yaml:1");
    assertThat(state.warnings())
        .extracting(DesiredState.Warning::message)
        .containsExactly(
            "Resource /ConfigMap/shop/a appeared 2 times among application resources.");
  }

  @Test
  void excludedKindsAreLeftOutWithAWarning() {
    ResourceFilter filter =
        new ResourceFilter(
            List.of(new ResourceFilter.Rule(List.of(""), List.of("Config*"), List.of())),
            List.of());
    DesiredState state =
        prepare(
            target(ANNOTATION, filter),
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
            "{apiVersion: v1, kind: Namespace, metadata: {name: team}}");

    assertThat(state.manifests()).hasSize(1);
    assertThat(state.warnings())
        .extracting(DesiredState.Warning::message)
        .containsExactly("Resource /ConfigMap a is excluded in the settings");
  }

  @Test
  void hooksWithGeneratedNamesAreKeptAndNamelessObjectsReported() {
    DesiredState state =
        prepare(
            "{apiVersion: batch/v1, kind: Job, metadata: {generateName: j-, annotations: {argocd.argoproj.io/hook: Sync}}}",
            "{apiVersion: batch/v1, kind: Job, metadata: {generateName: j-, annotations: {argocd.argoproj.io/hook: Sync}}}",
            "{apiVersion: batch/v1, kind: Job, metadata: {annotations: {argocd.argoproj.io/hook: Sync}}}",
            "{apiVersion: v1, kind: ConfigMap, metadata: {}}");

    assertThat(state.manifests())
        .extracting(Manifest::generateName)
        .containsExactly("j-", "j-", "");
    assertThat(state.problems())
        .containsExactly(
            "file-3.yaml:1: a ConfigMap has neither metadata.name nor metadata.generateName");
  }

  @Test
  void secretsAreInTheFormThatTheServerKeeps() {
    Manifest secret =
        prepare(
                "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: text}, data: {b: eA==}}")
            .manifests()
            .getFirst();

    assertThat(secret.at("stringData")).isEmpty();
    assertThat(secret.map("data").toString()).isEqualTo("{b=eA==, a=dGV4dA==}");
  }

  @Test
  void marksByLabelAndByBothWithTheInstallation() {
    String instance = "team-with-a-long-name_" + "a".repeat(40) + "-" + "b".repeat(20);
    Manifest byLabel = only(tracking(Tracking.Method.LABEL, Optional.empty()), "shop");
    Manifest byBoth =
        only(tracking(Tracking.Method.ANNOTATION_AND_LABEL, Optional.of("eu-1")), instance);

    assertThat(byLabel.labels()).containsEntry(Tracking.DEFAULT_LABEL, "shop");
    assertThat(byLabel.annotations()).isEmpty();
    assertThat(byBoth.label(Tracking.DEFAULT_LABEL).orElseThrow())
        .hasSizeLessThan(64)
        .isEqualTo("team-with-a-long-name_" + "a".repeat(40));
    assertThat(byBoth.annotation("argocd.argoproj.io/tracking-id"))
        .contains(instance + ":/ConfigMap:shop/a");
    assertThat(byBoth.annotation("argocd.argoproj.io/installation-id")).contains("eu-1");
  }

  @Test
  void theSameItemsMakeTheSameDigestAndAnyChangeAnother() {
    String one = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {x: '1', y: '2'}}";
    String reordered =
        "{data: {y: '2', x: '1'}, metadata: {name: a}, kind: ConfigMap, apiVersion: v1}";

    assertThat(prepare(one).digest()).isEqualTo(prepare(reordered).digest());
    assertThat(prepare(one).digest()).isNotEqualTo(prepare(one.replace("'2'", "'3'")).digest());
  }

  private static Manifest only(Tracking tracking, String instance) {
    Target target = new Target(instance, "shop", "https://s", SERVED, tracking, NO_FILTER);
    return prepare(target, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}")
        .manifests()
        .getFirst();
  }

  private static Tracking tracking(Tracking.Method method, Optional<String> installation) {
    return new Tracking(method, Tracking.DEFAULT_LABEL, installation);
  }

  private static Target target(Tracking tracking, ResourceFilter filter) {
    return new Target("shop", "shop", "https://s", SERVED, tracking, filter);
  }

  private static DesiredState prepare(String... yamls) {
    return prepare(target(ANNOTATION, NO_FILTER), yamls);
  }

  private static DesiredState prepare(Target target, String... yamls) {
    List<Item> items = new ArrayList<>();
    for (String yaml : yamls) {
      items.add(new Item(manifest(yaml), "file-" + items.size() + ".yaml", 1));
    }
    return Desired.prepare(items, target);
  }

  @SuppressWarnings("unchecked") // YAML maps have string keys here
  private static Manifest manifest(String yaml) {
    return Manifest.of((Map<String, Object>) Yaml.documents(yaml).getFirst().tree());
  }

  private static String crd(String kind, String scope) {
    return ("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name:"
            + " widgets}, spec: {group: x.io, scope: %s, names: {kind: %s}}}")
        .formatted(scope, kind);
  }

  private static ApiResource served(String apiVersion, String kind, boolean namespaced) {
    return new ApiResource(
        GroupVersionKind.of(apiVersion, kind), "", namespaced, true, Set.of("list"));
  }

  private static String print(DesiredState state) {
    StringBuilder text = new StringBuilder();
    state
        .manifests()
        .forEach(manifest ->
            text.append(manifest.key())
                .append(' ')
                .append(manifest.annotation("argocd.argoproj.io/tracking-id").orElse("-"))
                .append('\n'));
    return text.toString();
  }
}
