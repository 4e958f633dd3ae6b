package dev.kilter.engine.sync;

import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run knows while its process lives, and can do without.
 *
 * @param lastOutcomeAt when a command of the run last ended, from which the pause between waves
 *     counts
 * @param unseen our own writes that the watched state has not shown yet; until it has, it is not
 *     believed (guard G12)
 * @param inFlight objects whose outcome the next observation will bring, each with its result but
 *     for the outcome; by then the object itself may be gone
 * @param pruneWaves waves of the deletions as first planned, so that they stay when some are done
 * @param cleaned hooks whose finalizer or object was already asked to go
 * @param lastGroup the wave that was last at work
 */
public record RunMemory(
    Optional<Instant> lastOutcomeAt,
    Map<ResourceKey, Write> unseen,
    Map<ResourceKey, ResourceResult> inFlight,
    Map<ResourceKey, Integer> pruneWaves,
    Set<Cleanup> cleaned,
    Optional<Group> lastGroup) {
  public static final RunMemory NONE =
      new RunMemory(Optional.empty(), Map.of(), Map.of(), Map.of(), Set.of(), Optional.empty());

  public RunMemory {
    unseen = Map.copyOf(unseen);
    inFlight = Map.copyOf(inFlight);
    pruneWaves = Map.copyOf(pruneWaves);
    cleaned = Set.copyOf(cleaned);
  }

  /** Something that a hook was asked to give up. */
  public record Cleanup(ResourceKey key, Way way) {
    public enum Way {
      DELETE,
      RELEASE
    }
  }

  /** A write and when; the resourceVersion is empty for deletions. */
  public record Write(String resourceVersion, Instant at) {}

  RunMemory withUnseen(Map<ResourceKey, Write> changed) {
    return new RunMemory(lastOutcomeAt, changed, inFlight, pruneWaves, cleaned, lastGroup);
  }

  RunMemory withInFlight(Map<ResourceKey, ResourceResult> changed) {
    return new RunMemory(lastOutcomeAt, unseen, changed, pruneWaves, cleaned, lastGroup);
  }

  RunMemory withPruneWaves(Map<ResourceKey, Integer> changed) {
    return new RunMemory(lastOutcomeAt, unseen, inFlight, changed, cleaned, lastGroup);
  }

  RunMemory withCleaned(Set<Cleanup> changed) {
    return new RunMemory(lastOutcomeAt, unseen, inFlight, pruneWaves, changed, lastGroup);
  }

  RunMemory withLastOutcomeAt(Instant at) {
    return new RunMemory(Optional.of(at), unseen, inFlight, pruneWaves, cleaned, lastGroup);
  }

  RunMemory withLastGroup(Group group) {
    return new RunMemory(lastOutcomeAt, unseen, inFlight, pruneWaves, cleaned, Optional.of(group));
  }
}
