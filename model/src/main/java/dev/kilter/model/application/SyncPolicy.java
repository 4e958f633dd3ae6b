package dev.kilter.model.application;

import java.util.Map;
import java.util.Optional;

/** When and how to sync. */
public record SyncPolicy(
    Optional<Automated> automated,
    SyncOptions syncOptions,
    Optional<RetryPolicy> retry,
    Optional<ManagedNamespaceMetadata> managedNamespaceMetadata) {

  public static final SyncPolicy MANUAL =
      new SyncPolicy(Optional.empty(), SyncOptions.NONE, Optional.empty(), Optional.empty());

  /** {@code enabled: false} switches automation off while keeping its settings. */
  public record Automated(boolean prune, boolean selfHeal, boolean allowEmpty, boolean enabled) {}

  /** Labels and annotations of the namespace that CreateNamespace=true makes. */
  public record ManagedNamespaceMetadata(
      Map<String, String> labels, Map<String, String> annotations) {
    public ManagedNamespaceMetadata {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  /** The automation in force, if any. */
  public Optional<Automated> automation() {
    return automated.filter(Automated::enabled);
  }
}
