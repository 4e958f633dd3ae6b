package dev.kilter.sandbox.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoModuleTest {
  @Test
  void pinsTheStagingModulesOfKubernetes() {
    assertThat(GoModule.kubernetes(List.of("api", "client-go")).goMod())
        .isEqualTo(
            """
            module sandbox.kilter.dev/programs

            go 1.26

            tool (
            \tk8s.io/kubernetes/cmd/kube-apiserver
            \tk8s.io/kubernetes/cmd/kube-controller-manager
            \tk8s.io/kubernetes/cmd/kubectl
            )

            require k8s.io/kubernetes v1.36.3

            replace (
            \tk8s.io/api => k8s.io/api v0.36.3
            \tk8s.io/client-go => k8s.io/client-go v0.36.3
            )
            """);
  }

  @Test
  void asksForEtcdAsItIs() {
    assertThat(GoModule.etcd().goMod())
        .isEqualTo(
            """
            module sandbox.kilter.dev/programs

            go 1.26

            tool (
            \tgo.etcd.io/etcd/server/v3
            )

            require go.etcd.io/etcd/server/v3 v3.6.16
            """);
  }

  @Test
  void knowsEveryStagingModule() {
    assertThat(GoBuild.stagingModules()).hasSize(33).contains("api", "kubelet").isSorted();
  }

  @Test
  void tellsKubernetesItsVersion() {
    assertThat(GoModule.kubernetes(List.of()).flags())
        .contains("version.gitVersion=v1.36.3", "gitMajor=1", "gitMinor=36");
  }
}
