package dev.kilter.model.application;

import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/** What a sync did to one object. {@code outcome} is empty while nothing was attempted. */
public record ResourceResult(
    ResourceKey key,
    String version,
    Optional<Outcome> outcome,
    String message,
    Optional<HookPhase> hookPhase,
    String hookType,
    SyncPhase syncPhase,
    List<String> images) {
  public ResourceResult {
    images = List.copyOf(images);
  }

  /** On the wire in {@code status}. */
  public enum Outcome {
    Synced,
    SyncFailed,
    Pruned,
    PruneSkipped
  }

  /** On the wire in {@code hookPhase}, for hooks and others alike: is the object done? */
  public enum HookPhase {
    Running,
    Terminating,
    Failed,
    Error,
    Succeeded
  }

  /** On the wire in {@code syncPhase}, in the order in which they run. */
  public enum SyncPhase {
    PreSync,
    Sync,
    PostSync,
    SyncFail
  }
}
