package dev.kilter.engine.prune;

import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an application brings forward to delete one object.
 *
 * @param instanceName the application as tracking marks name it
 * @param inventory keys of its last written {@code status.resources}, by whomever
 * @param desired keys of a complete render; empty where there is none, which proves nothing
 * @param applied keys that this run has applied
 * @param expectedUid the uid that the watch cache knows
 */
public record Claim(
    String instanceName,
    Settings.Tracking tracking,
    Set<ResourceKey> inventory,
    Optional<Set<ResourceKey>> desired,
    Set<ResourceKey> applied,
    ResourceKey self,
    String expectedUid) {
  public Claim {
    inventory = Set.copyOf(inventory);
    desired = desired.map(Set::copyOf);
    applied = Set.copyOf(applied);
  }

  /** The claim of an application in a run whose results so far are given. */
  public static Claim of(
      Application application,
      String instanceName,
      Settings.Tracking tracking,
      DesiredState desired,
      Optional<SyncResult> results,
      String expectedUid) {
    return new Claim(
        instanceName,
        tracking,
        application.status().resources().stream()
            .map(ResourceStatus::key)
            .collect(Collectors.toSet()),
        keys(desired),
        results.stream()
            .flatMap(result -> result.resources().stream())
            .filter(Claim::applied)
            .map(ResourceResult::key)
            .collect(Collectors.toSet()),
        new ResourceKey(
            "argoproj.io", "Application", application.id().namespace(), application.id().name()),
        expectedUid);
  }

  /** Even an empty render has a digest: without one, nothing was rendered. */
  private static Optional<Set<ResourceKey>> keys(DesiredState desired) {
    return desired.digest().equals(Digest.NONE)
        ? Optional.empty()
        : Optional.of(desired.manifests().stream().map(Manifest::key).collect(Collectors.toSet()));
  }

  private static boolean applied(ResourceResult result) {
    return result.outcome().filter(ResourceResult.Outcome.Synced::equals).isPresent();
  }
}
