package dev.kilter.engine.compare;

import dev.kilter.codec.Yaml;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests from YAML, and live objects as the watch cache would hold them. */
final class Objects {
  private Objects() {}

  static Manifest manifest(String yaml) {
    return Manifest.of(Trees.mapOrEmpty(Yaml.parse(yaml)));
  }

  /** The manifest with the application's mark, as it is after preparing. */
  static Manifest marked(Manifest manifest) {
    return manifest.with(
        new TrackingId("shop", manifest.key()).toString(),
        "metadata",
        "annotations",
        TrackingId.ANNOTATION);
  }

  static DesiredState desired(Manifest... manifests) {
    List<Manifest> list = List.of(manifests);
    return new DesiredState(
        list, Digest.of(list.stream().map(Manifest::root).toList()), List.of(), Map.of());
  }

  static LiveResource cached(Manifest manifest, LiveResource.Owner... owners) {
    return new LiveResource(
        manifest.key(),
        manifest.gvk().version(),
        manifest.uid().isEmpty() ? "uid-of-" + manifest.key() : manifest.uid(),
        manifest.digest().toString(),
        List.of(owners),
        manifest.annotation(TrackingId.ANNOTATION).flatMap(TrackingId::parse),
        Optional.empty(),
        Map.of(),
        manifest.digest(),
        Instant.EPOCH,
        false,
        Optional.of(manifest));
  }

  static LiveState state(LiveResource... resources) {
    Map<ResourceKey, LiveResource> byKey = new LinkedHashMap<>();
    Arrays.stream(resources).forEach(resource -> byKey.put(resource.key(), resource));
    return new LiveState(byKey, true, 1);
  }

  static LiveState live(Manifest... manifests) {
    return state(Arrays.stream(manifests).map(Objects::cached).toArray(LiveResource[]::new));
  }

  static Comparison compare(DesiredState desired, LiveState live, ComparisonRules rules) {
    return Compare.compare(desired, live, rules, Optional.empty());
  }

  /** Status, flags, drift and differences of every object, a line each. */
  static String print(Comparison comparison) {
    StringBuilder text = new StringBuilder(comparison.status() + "\n");
    comparison.resources().forEach((key, resource) -> text.append(print(resource)));
    return text.toString();
  }

  private static String print(ResourceComparison resource) {
    StringBuilder text = new StringBuilder(resource.key().toString());
    text.append(": ").append(resource.status().map(Enum::name).orElse("-"));
    text.append(resource.hook() ? " hook" : "");
    text.append(resource.requiresPruning() ? " prune" : "");
    text.append(resource.counts() ? "" : " not-counted");
    resource
        .drift()
        .ifPresent(drift ->
            text.append(", ")
                .append(drift.kind().words())
                .append(drift.who().isEmpty() ? "" : " (" + drift.who() + ")"));
    text.append('\n');
    for (FieldDifference difference : resource.differences()) {
      text.append("  ").append(difference.path()).append(": ");
      text.append(difference.live().map(Object::toString).orElse("-")).append(" -> ");
      text.append(difference.desired().map(Object::toString).orElse("-"));
      text.append(difference.owners().isEmpty() ? "" : " " + difference.owners()).append('\n');
    }
    return text.toString();
  }
}
