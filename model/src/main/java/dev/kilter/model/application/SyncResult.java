package dev.kilter.model.application;

import java.util.List;
import java.util.Optional;

/** What a sync did so far. {@code revisions} are resolved commits, parallel to {@code sources}. */
public record SyncResult(
    List<ResourceResult> resources,
    List<String> revisions,
    List<Source> sources,
    boolean multiSource,
    Optional<SyncPolicy.ManagedNamespaceMetadata> managedNamespaceMetadata) {
  public SyncResult {
    resources = List.copyOf(resources);
    revisions = List.copyOf(revisions);
    sources = List.copyOf(sources);
  }
}
