package dev.kilter.testkit.apiserver;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deletes what has lost its owners, and lets owners go that wait for their dependents. */
final class GarbageCollector {
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private final Context context;
  private final Requests requests;

  GarbageCollector(Context context, KubernetesApi api) {
    this.context = context;
    this.requests = new Requests(context.kinds(), api);
  }

  /** The first thing that there is to do, in the order of the store. */
  boolean step() {
    for (Manifest object : List.copyOf(context.storage.all())) {
      if (isDeleting(object) ? release(object) : collect(object)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDeleting(Manifest object) {
    return object.at("metadata", "deletionTimestamp").isPresent();
  }

  private boolean release(Manifest owner) {
    List<@Nullable Object> finalizers = owner.list("metadata", "finalizers");
    if (finalizers.contains(ORPHAN)) {
      return dependents(owner)
          .findFirst()
          .map(dependent -> disown(dependent, List.of(owner.uid())))
          .orElseGet(() -> unhold(owner, ORPHAN));
    }
    if (finalizers.contains(FOREGROUND)) {
      boolean blocked = dependents(owner).anyMatch(dependent -> blocks(dependent, owner));
      return dependents(owner).anyMatch(this::deleteDependent)
          || (!blocked && unhold(owner, FOREGROUND));
    }
    return false;
  }

  private boolean deleteDependent(Manifest dependent) {
    if (isDeleting(dependent)) {
      return false;
    }
    boolean owner = dependents(dependent).findAny().isPresent();
    return requests.delete(dependent, owner ? "Foreground" : "Background");
  }

  private Stream<Manifest> dependents(Manifest owner) {
    return List.copyOf(context.storage.all()).stream()
        .filter(object -> references(object).anyMatch(reference -> refersTo(reference, owner)));
  }

  private static Stream<Manifest> references(Manifest object) {
    return object.items("metadata", "ownerReferences").stream();
  }

  private static boolean refersTo(Manifest reference, Manifest owner) {
    return reference.text("uid").orElse("").equals(owner.uid());
  }

  private static boolean blocks(Manifest dependent, Manifest owner) {
    return references(dependent)
        .anyMatch(reference ->
            refersTo(reference, owner) && reference.flag("blockOwnerDeletion").orElse(false));
  }

  private boolean collect(Manifest object) {
    List<String> lost =
        references(object)
            .filter(reference -> !exists(object, reference))
            .map(reference -> reference.text("uid").orElse(""))
            .toList();
    if (lost.isEmpty()) {
      return false;
    }
    return lost.size() == references(object).count()
        ? requests.delete(object, "Background")
        : disown(object, lost);
  }

  /** An owner lives in the object's own namespace, or in none. */
  private boolean exists(Manifest object, Manifest reference) {
    String uid = reference.text("uid").orElse("");
    return context.storage.all().stream()
        .anyMatch(owner ->
            owner.uid().equals(uid)
                && (owner.namespace().isEmpty() || owner.namespace().equals(object.namespace())));
  }

  private boolean disown(Manifest dependent, List<String> owners) {
    return requests.patchMetadata(
        dependent,
        "ownerReferences",
        references(dependent)
            .filter(reference -> !owners.contains(reference.text("uid").orElse("")))
            .map(Manifest::root)
            .toList());
  }

  private boolean unhold(Manifest owner, String finalizer) {
    return requests.patchMetadata(
        owner,
        "finalizers",
        owner.list("metadata", "finalizers").stream()
            .filter(held -> !finalizer.equals(held))
            .toList());
  }
}
