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
import java.util.TreeSet;
import java.util.function.Consumer;
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
    Uid root = Uid.of(uid);
    List<LiveResource> found = new ArrayList<>();
    below(
        List.of(new Step(root, index.inferring(root).orElse(null), 0)),
        child -> found.add(unpacked(child, Manifests.LEFT_OUT)));
    return found;
  }

  /** What all pods of the application run, at whatever depth, sorted. */
  public List<String> images(String instance) {
    Set<String> images = new TreeSet<>();
    Consumer<Held> look =
        object -> {
          if (object.pod()) {
            images.addAll(object.images());
          }
        };
    List<Held> roots = index.ofInstance(instance);
    roots.forEach(look);
    below(roots.stream().map(root -> new Step(root.uid(), root, 0)).toList(), look);
    return List.copyOf(images);
  }

  private void below(List<Step> roots, Consumer<Held> take) {
    Set<Held> seen = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Step step = open.removeFirst();
      for (Held child : index.children(step.uid(), step.held())) {
        if (seen.add(child)) {
          take.accept(child);
          if (step.depth() < DEPTH) {
            open.add(new Step(child.uid(), child, step.depth() + 1));
          }
        }
      }
    }
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
