package dev.kilter.model.application;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * A request to sync, as anyone may write it into the Application's {@code operation} field. It is
 * recorded as it was written ({@code raw}); the other components are its reading. A new one, made
 * by Kilter, has an empty {@code raw}: the store then writes it from the other components.
 */
public record Operation(
    Sync sync, InitiatedBy initiatedBy, Optional<RetryPolicy> retry, Manifest raw) {

  /**
   * What to sync. Empty {@code revisions} means the sources' own target revisions; empty {@code
   * sources} the spec's; non-empty {@code resources} makes it a selective sync without hooks and
   * history.
   */
  public record Sync(
      List<String> revisions,
      List<Source> sources,
      boolean prune,
      boolean dryRun,
      Strategy strategy,
      List<ResourceSelector> resources,
      SyncOptions options,
      int selfHealAttempts) {
    public Sync {
      revisions = List.copyOf(revisions);
      sources = List.copyOf(sources);
      resources = List.copyOf(resources);
    }

    public boolean selective() {
      return !resources.isEmpty();
    }
  }

  /**
   * {@code hooks} is false for the apply strategy; {@code force} deletes and creates on conflict.
   */
  public record Strategy(boolean hooks, boolean force) {
    public static final Strategy DEFAULT = new Strategy(true, false);
  }

  /** One object of a selective sync; an empty namespace matches every one. */
  public record ResourceSelector(String group, String kind, String namespace, String name) {}

  /** {@code username} is empty for automated operations. */
  public record InitiatedBy(String username, boolean automated) {
    public static final InitiatedBy AUTOMATION = new InitiatedBy("", true);
  }
}
