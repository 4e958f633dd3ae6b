package dev.kilter.store.crds;

import static dev.kilter.store.requests.ResourceKind.APPLICATION;
import static dev.kilter.store.requests.ResourceKind.CRD;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.crds.CrdInstaller.Existing;
import dev.kilter.store.crds.CrdInstaller.Installed;
import dev.kilter.store.crds.CrdInstaller.Installed.Action;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.RenamingApi;
import dev.kilter.store.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrdInstallerTest {
  private static final ResourceKind APPLICATION_SET =
      new ResourceKind("argoproj.io", "v1alpha1", "ApplicationSet", "applicationsets");

  private final RenamingApi api = new RenamingApi(Plane.api());

  @AfterEach
  void removeDefinitions() {
    api.close();
  }

  @Test
  void createsWhatIsMissingAndServesItAtOnce() {
    List<Installed> installed = success(CrdInstaller.apply(api, Existing.KEEP));

    assertThat(installed).extracting(Installed::action).containsOnly(Action.CREATED);
    assertThat(installed)
        .extracting(Installed::name)
        .containsExactly(
            "applications.argoproj.io",
            "appprojects.argoproj.io",
            "applicationsets.argoproj.io",
            "applicationjournals.kilter.dev");
    String namespace = Plane.freshNamespace();
    success(new Resources(api).create(APPLICATION, namespace, placed(namespace)));
  }

  @Test
  void leavesExistingDefinitionsAloneUnlessAsked() {
    Resources resources = new Resources(api);
    success(CrdInstaller.apply(api, Existing.KEEP));
    Map<String, Object> mark = Map.of("metadata", Map.of("labels", Map.of("theirs", "yes")));
    String version =
        success(resources.mergePatch(CRD, "", "applications.argoproj.io", Map.copyOf(mark)))
            .resourceVersion();

    assertThat(success(CrdInstaller.apply(api, Existing.KEEP)))
        .extracting(Installed::action)
        .containsOnly(Action.KEPT);
    assertThat(success(resources.get(CRD, "", "applications.argoproj.io")).resourceVersion())
        .isEqualTo(version);

    assertThat(success(CrdInstaller.apply(api, Existing.TAKE_OVER)))
        .extracting(Installed::action)
        .containsOnly(Action.REPLACED);
    assertThat(success(resources.get(CRD, "", "applications.argoproj.io")).label("theirs"))
        .isEmpty();
  }

  @Test
  void acceptsEveryFieldOfTheContractAndDropsNone() {
    Plane.api();
    String namespace = Plane.freshNamespace();
    Manifest full = placed(namespace);

    Manifest created = success(Plane.resources().create(APPLICATION, namespace, full));

    for (String part : List.of("spec", "operation", "status")) {
      assertThat(created.map(part)).isEqualTo(full.map(part));
    }
  }

  @Test
  void acceptsApplicationSetsAndProjects() {
    Plane.api();
    String namespace = Plane.freshNamespace();
    for (Manifest sample : Samples.documents("sets-and-projects.yaml")) {
      ResourceKind kind =
          sample.kind().equals("AppProject") ? ResourceKind.PROJECT : APPLICATION_SET;

      Manifest created = success(Plane.resources().create(kind, namespace, sample));

      assertThat(created.map("spec")).as(sample.name()).isEqualTo(sample.map("spec"));
    }
  }

  @Test
  void dropsFieldsThatAreNotInTheContract() {
    Plane.api();
    String namespace = Plane.freshNamespace();
    Manifest odd = placed(namespace).with("x", "spec", "unheardOf");

    assertThat(
            success(Plane.resources().create(APPLICATION, namespace, odd)).at("spec", "unheardOf"))
        .isEmpty();
  }

  @Test
  void refusesAnApplicationWithoutASpec() {
    Plane.api();
    String namespace = Plane.freshNamespace();

    assertThat(Plane.resources().create(APPLICATION, namespace, placed(namespace).without("spec")))
        .isInstanceOfSatisfying(
            Result.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(Failure.Refused.class));
  }

  @Test
  void givesStatusASubresourceOnlyWhereArgoDoes() {
    assertThat(CustomResourceDefinitions.all())
        .filteredOn(crd ->
            crd.items("spec", "versions").getFirst().at("subresources", "status").isPresent())
        .extracting(Manifest::name)
        .containsExactly("applicationsets.argoproj.io");
  }

  private static Manifest placed(String namespace) {
    return Samples.fullApplication()
        .with(namespace, "metadata", "namespace")
        .without("metadata", "uid")
        .without("metadata", "resourceVersion")
        .without("metadata", "finalizers");
  }
}
