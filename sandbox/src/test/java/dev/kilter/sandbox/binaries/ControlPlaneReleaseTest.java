package dev.kilter.sandbox.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.binaries.GoModule.Pin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlPlaneReleaseTest {
  @Test
  void pinsTheStagingModulesOfKubernetes() {
    assertThat(ControlPlaneRelease.kubernetes(List.of("api", "client-go")).replaces())
        .containsExactly(new Pin("k8s.io/api", "v0.36.3"), new Pin("k8s.io/client-go", "v0.36.3"));
  }

  @Test
  void publishesAndBuildsEveryProgram() {
    var release = ControlPlaneRelease.release();
    assertThat(release.published())
        .map(file -> file.program())
        .containsExactlyInAnyOrderElementsOf(Programs.NAMES);
    assertThat(release.modules())
        .flatMap(module -> module.commands())
        .map(command -> command.program())
        .containsExactlyInAnyOrderElementsOf(Programs.NAMES);
  }

  @Test
  void knowsEveryStagingModule() {
    assertThat(ControlPlaneRelease.stagingModules())
        .hasSize(33)
        .contains("api", "kubelet")
        .isSorted();
  }

  @Test
  void tellsKubernetesItsVersion() {
    assertThat(ControlPlaneRelease.kubernetes(List.of()).flags())
        .contains("version.gitVersion=v1.36.3", "gitMajor=1", "gitMinor=36");
  }
}
