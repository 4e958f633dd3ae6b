package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.Held.Manifests;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a cache's objects; never waits, and never looks at more than it returns. */
public final class LiveObjects {
  private static final int DEPTH = 16;

  private final ObjectIndex index;
  private final Marks marks;
  private final HealthAssessor health;

  LiveObjects(ObjectIndex index, Marks marks, HealthAssessor health) {
    this.index = index;
    this.marks = marks;
    this.health = health;
  }

  public long size() {
    return index.size();
  }

  /** Objects that carry the application's mark and are named by it, with their manifests. */
  public List<LiveResource> ofInstance(String instance) {
    return index.ofInstance(instance).stream()
        .map(held -> unpacked(held, Manifests.UNPACKED))
        .toList();
  }

  public Optional<LiveResource> find(ResourceKey key) {
    return index.find(key).map(held -> unpacked(held, Manifests.UNPACKED));
  }

  /** Dependents at any depth, nearest first, without manifests. */
  public List<LiveResource> children(String uid) {
    List<LiveResource> found = new ArrayList<>();
    Set<Held> seen = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>();
    Uid root = Uid.of(uid);
    open.add(new Step(root, index.inferring(root).orElse(null), 0));
    while (!open.isEmpty()) {
      Step step = open.removeFirst();
      for (Held child : index.children(step.uid(), step.held())) {
        if (seen.add(child)) {
          found.add(unpacked(child, Manifests.LEFT_OUT));
          if (step.depth() < DEPTH) {
            open.add(new Step(child.uid(), child, step.depth() + 1));
          }
        }
      }
    }
    return found;
  }

  private record Step(Uid uid, @Nullable Held held, int depth) {}

  /** Objects of a namespace that no application manages and no object owns. */
  public List<LiveResource> orphans(String namespace) {
    return index
        .inNamespace(namespace, held -> held.owners.length == 0 && held.instance().isEmpty())
        .stream()
        .filter(held -> index.inferredParent(held).isEmpty())
        .map(held -> unpacked(held, Manifests.LEFT_OUT))
        .toList();
  }

  /** What the cache would hold of an object that was just read, with its mark as found. */
  public LiveResource describe(Manifest object) {
    Held held = new ObjectParser(marks, health, new Interner()).hold(object, object.gvk());
    LiveResource bare = unpacked(held, Manifests.LEFT_OUT);
    return new LiveResource(
        bare.key(),
        bare.version(),
        bare.uid(),
        bare.resourceVersion(),
        bare.owners(),
        marks.found(object),
        bare.health(),
        bare.info(),
        ObjectParser.contentDigest(object),
        bare.createdAt(),
        bare.terminating(),
        Optional.of(object));
  }

  private LiveResource unpacked(Held held, Manifests manifests) {
    List<LiveResource.Owner> inferred =
        held.owners.length > 0
            ? List.of()
            : index
                .inferredParent(held)
                .map(parent ->
                    List.of(
                        new LiveResource.Owner(
                            parent.kind.apiVersion(),
                            parent.kind.kind(),
                            parent.name,
                            parent.uidText(),
                            false)))
                .orElse(List.of());
    return held.unpacked(inferred, manifests);
  }
}
