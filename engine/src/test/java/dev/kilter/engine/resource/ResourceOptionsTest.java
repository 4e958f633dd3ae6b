package dev.kilter.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.Manifest;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResourceOptionsTest {
  @Test
  void anObjectWithoutAnnotationsAsksForNothing() {
    ResourceOptions options = ResourceOptions.of(Manifest.of(Map.of()));

    assertThat(options.keptFromPrune()).isFalse();
    assertThat(options.ignoresExtraneous()).isFalse();
  }

  @Test
  void valuesAreComparedLiterally() {
    assertThat(annotated("argocd.argoproj.io/sync-options", " Prune=false , Replace=true"))
        .matches(ResourceOptions::keptFromPrune)
        .matches(options -> !options.keptFromDelete())
        .matches(options -> options.sync().has("Replace=true"));
    assertThat(annotated("argocd.argoproj.io/sync-options", "prune=false"))
        .matches(options -> !options.keptFromPrune());
  }

  @Test
  void helmsKeepPolicyKeepsFromPruneAndDelete() {
    assertThat(annotated("helm.sh/resource-policy", "keep"))
        .matches(ResourceOptions::keptFromPrune)
        .matches(ResourceOptions::keptFromDelete);
  }

  @Test
  void compareOptionsAreKeptApart() {
    assertThat(annotated("argocd.argoproj.io/compare-options", "IgnoreExtraneous"))
        .matches(ResourceOptions::ignoresExtraneous);
  }

  private static ResourceOptions annotated(String name, String value) {
    return ResourceOptions.of(Manifest.of(Map.of()).with(value, "metadata", "annotations", name));
  }
}
