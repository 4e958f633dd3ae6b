package dev.kilter.store.reading;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A live resource with the parts of it that a user owns taken from a manifest. */
public final class Replacement {
  private static final List<String> METADATA = List.of("labels", "annotations", "finalizers");

  private Replacement() {}

  /** Spec, labels, annotations and finalizers of the wanted one; everything else as it lives. */
  public static Manifest of(Manifest live, Manifest wanted) {
    Manifest next = live.with(wanted.at("spec").orElse(Map.of()), "spec");
    for (String field : METADATA) {
      Optional<Object> value = wanted.at("metadata", field);
      next =
          value.isPresent()
              ? next.with(value.get(), "metadata", field)
              : next.without("metadata", field);
    }
    return wanted.resourceVersion().isEmpty()
        ? next
        : next.with(wanted.resourceVersion(), "metadata", "resourceVersion");
  }
}
