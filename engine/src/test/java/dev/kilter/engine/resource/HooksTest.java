package dev.kilter.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.Manifest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HooksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // argo              | helm                     | hook  | types
        "-                   | -                        | false | []",
        "PreSync             | -                        | true  | [PreSync]",
        "PreSync,PostSync    | -                        | true  | [PreSync, PostSync]",
        "Skip                | -                        | false | [Skip]",
        "Skip,PreSync        | -                        | true  | [Skip, PreSync]",
        "garbage             | -                        | true  | []",
        "garbage             | pre-install              | true  | [PreSync]",
        "Sync                | pre-install              | true  | [Sync]",
        "-                   | pre-install, pre-upgrade | true  | [PreSync]",
        "-                   | post-upgrade             | true  | [PostSync]",
        "-                   | post-delete              | true  | [PostDelete]",
        "-                   | test                     | true  | []",
        "-                   | crd-install              | false | []",
      })
  void readsArgoThenHelm(String argo, String helm, boolean hook, String types) {
    Hooks hooks = Hooks.of(annotated("argocd.argoproj.io/hook", argo, "helm.sh/hook", helm));

    assertThat(hooks.hook()).isEqualTo(hook);
    assertThat(hooks.types()).hasToString(types);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-             | -                                | [BEFORE_HOOK_CREATION]",
        "HookSucceeded | -                                | [HOOK_SUCCEEDED]",
        "HookFailed    | hook-succeeded,hook-failed       | [HOOK_SUCCEEDED, HOOK_FAILED]",
        "garbage       | -                                | [BEFORE_HOOK_CREATION]",
      })
  void unitesDeletePolicies(String argo, String helm, String policies) {
    Manifest manifest =
        annotated(Hooks.DELETE_POLICY, argo, Hooks.HELM_DELETE_POLICY, helm)
            .with("Sync", "metadata", "annotations", "argocd.argoproj.io/hook");

    assertThat(Hooks.of(manifest).deletePolicies()).hasToString(policies);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {"-|-|0", "3|-|3", "-2|7|-2", "x|7|7", "-|x|0", "1.5|-|0"})
  void readsTheWaveThenHelmsWeight(String wave, String weight, int expected) {
    assertThat(
            Waves.of(
                annotated("argocd.argoproj.io/sync-wave", wave, "helm.sh/hook-weight", weight)))
        .isEqualTo(expected);
  }

  private static Manifest annotated(String first, String value, String second, String other) {
    Manifest manifest = Manifest.of(Map.of("kind", "Job"));
    if (value != null) {
      manifest = manifest.with(value, "metadata", "annotations", first);
    }
    return other == null ? manifest : manifest.with(other, "metadata", "annotations", second);
  }
}
