package dev.kilter.model.cluster;

import dev.kilter.model.manifest.GroupVersionKind;
import java.util.Set;

/** A kind as the API server serves it. */
public record ApiResource(
    GroupVersionKind gvk, String plural, boolean namespaced, boolean preferred, Set<String> verbs) {
  public ApiResource {
    verbs = Set.copyOf(verbs);
  }
}
