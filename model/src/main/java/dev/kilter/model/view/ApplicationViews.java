package dev.kilter.model.view;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to what only the owner of the cluster's cache knows (design 2.15). Answered in-process, or
 * by the controller over HTTP. Failures: NotFound, ClusterUnreachable, and those of the sources.
 */
public interface ApplicationViews {
  Result<List<Node>> tree(ApplicationId id);

  /**
   * Desired and live at these revisions, parallel to the sources, where an empty or missing one
   * stands for what the source tracks; as last compared where there is none at all.
   */
  Result<List<ManagedResource>> managedResources(ApplicationId id, List<String> revisions);

  /** Rendered manifests at these revisions, or as last compared. */
  Result<List<Manifest>> manifests(ApplicationId id, List<String> revisions);

  Result<Explained> explain(ApplicationId id);

  /** One object of the tree; {@code owners} are keys of objects in the same tree. */
  record Node(
      ResourceKey key,
      String version,
      String uid,
      String resourceVersion,
      List<Node.Parent> parents,
      Optional<Health> health,
      Map<String, String> info,
      Optional<Instant> createdAt,
      boolean orphaned) {
    public Node {
      parents = List.copyOf(parents);
      info = Map.copyOf(info);
    }

    /** An owner, as Argo CD's parentRefs. */
    public record Parent(ResourceKey key, String uid) {}
  }

  /**
   * Desired and live of one object, Secrets masked. {@code predicted} is what live would be after a
   * sync; {@code live} here is normalised so that both can be shown side by side.
   */
  record ManagedResource(
      ResourceKey key,
      String version,
      Optional<Manifest> desired,
      Optional<Manifest> live,
      Optional<Manifest> normalizedLive,
      Optional<Manifest> predicted,
      Optional<SyncStatus> sync,
      boolean hook,
      Optional<String> drift,
      List<String> differences) {
    public ManagedResource {
      differences = List.copyOf(differences);
    }
  }

  /** One headline, the cause with evidence, and what to do next (design 2.14). */
  record Explained(
      String verdict,
      String headline,
      String code,
      String object,
      List<String> evidence,
      List<Fix> fixes,
      Optional<Instant> since) {
    public Explained {
      evidence = List.copyOf(evidence);
      fixes = List.copyOf(fixes);
    }

    /** {@code command} is ready to paste; empty where the label says it all. */
    public record Fix(String label, String command) {}
  }
}
