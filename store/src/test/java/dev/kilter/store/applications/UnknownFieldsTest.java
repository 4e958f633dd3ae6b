package dev.kilter.store.applications;

import static dev.kilter.store.requests.ResourceKind.APPLICATION;
import static dev.kilter.store.requests.ResourceKind.CRD;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.Condition;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.crds.CrdInstaller;
import dev.kilter.store.crds.CrdInstaller.Existing;
import dev.kilter.store.crds.CustomResourceDefinitions;
import dev.kilter.store.reading.ApplicationReader;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.RenamingApi;
import dev.kilter.store.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under a definition that keeps what it does not know, unlike ours and Argo CD's. */
class UnknownFieldsTest {
  private final String namespace = Plane.freshNamespace();
  private final RenamingApi api = new RenamingApi(Plane.api());
  private final Resources resources = new Resources(api);
  private final DirectApplicationStore store =
      new DirectApplicationStore(resources, ApplicationScope.of(namespace));

  @BeforeEach
  void installALooseDefinition() {
    success(CrdInstaller.apply(api, Existing.KEEP));
    Manifest live = success(resources.get(CRD, "", "applications.argoproj.io"));
    Manifest loose =
        CustomResourceDefinitions.all()
            .getFirst()
            .items("spec", "versions")
            .getFirst()
            .with(
                Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true),
                "schema",
                "openAPIV3Schema");
    success(resources.replace(CRD, "", live.with(List.of(loose.root()), "spec", "versions")));
  }

  @AfterEach
  void removeDefinitions() {
    api.close();
  }

  @Test
  void everyWriterPreservesWhatKilterDoesNotKnow() {
    Manifest future = Samples.yaml("{spec: {future: 1}, status: {future: {a: [b]}}, beside: x}");
    Application read = created(future);

    read =
        success(
            store.writeStatus(
                read,
                read.status()
                    .withConditions(
                        List.of(new Condition(Condition.Type.SyncError, "x", Instant.EPOCH))),
                List.of()));
    read = success(store.annotate(read.id(), Map.of("a", Optional.of("b"))));
    read = success(store.patchSpec(read.id(), Samples.yaml("{source: {path: other}}")));
    read = success(store.startOperation(read.id(), OperationProtocolTest.SYNC));
    var running = OperationProtocolTest.running();
    read = success(store.saveOperationState(read, running, read.status()));
    read = success(store.terminateOperation(read.id()));
    read = success(store.writeFinalizers(read, List.of()));

    assertThat(read.raw().integer("spec", "future")).contains(1L);
    assertThat(read.raw().at("status", "future")).isEqualTo(future.at("status", "future"));
    assertThat(read.raw().text("beside")).contains("x");
    Manifest wanted =
        read.raw().without("beside").without("status").without("metadata", "resourceVersion");
    assertThat(success(store.update(wanted)).raw().text("beside")).contains("x");
  }

  private Application created(Manifest extra) {
    Manifest manifest =
        DirectApplicationStoreTest.shop()
            .with("argoproj.io/v1alpha1", "apiVersion")
            .with("Application", "kind")
            .with(1L, "spec", "future")
            .with(extra.map("status"), "status")
            .with("x", "beside");
    return await().until(() -> kept(manifest), Optional::isPresent).orElseThrow();
  }

  /** A changed definition takes the server a moment. */
  private Optional<Application> kept(Manifest manifest) {
    resources.delete(APPLICATION, namespace, manifest.name());
    return resources.create(APPLICATION, namespace, manifest)
            instanceof Result.Success<Manifest>(var live)
        ? Optional.of(ApplicationReader.read(live)).filter(_ -> live.at("beside").isPresent())
        : Optional.empty();
  }
}
