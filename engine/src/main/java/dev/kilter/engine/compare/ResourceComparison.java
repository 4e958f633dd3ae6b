package dev.kilter.engine.compare;

import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * One object: desired, live, or both. {@code status} is empty for what has no verdict (hooks,
 * Skip); {@code counts} is false for what does not weigh in the application's verdict (hooks,
 * IgnoreExtraneous). {@code rules} is the digest of everything else that the verdict stands on.
 */
public record ResourceComparison(
    ResourceKey key,
    String version,
    Optional<Manifest> desired,
    Optional<LiveResource> live,
    Optional<SyncStatus> status,
    boolean counts,
    boolean hook,
    boolean requiresPruning,
    List<FieldDifference> differences,
    Optional<Drift> drift,
    Digest desiredDigest,
    Digest rules) {
  public ResourceComparison {
    differences = List.copyOf(differences);
  }

  public boolean outOfSync() {
    return status.filter(SyncStatus.OutOfSync::equals).isPresent();
  }
}
