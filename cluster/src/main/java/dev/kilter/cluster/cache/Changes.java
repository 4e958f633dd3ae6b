package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.CacheCommand.TellChildren;
import dev.kilter.cluster.cache.CacheCommand.TellManaged;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers which applications a batch of events has touched, and how. */
final class Changes {
  private static final int DEPTH = 8;

  private final ObjectIndex index;
  private final Map<String, Set<ResourceKey>> managed = new TreeMap<>();
  private final Set<String> children = new TreeSet<>();

  Changes(ObjectIndex index) {
    this.index = index;
  }

  boolean isEmpty() {
    return managed.isEmpty() && children.isEmpty();
  }

  void clear() {
    managed.clear();
    children.clear();
  }

  /** One of the two may be missing: created, or deleted. */
  void note(@Nullable Held before, @Nullable Held after) {
    String old = before == null ? "" : before.instance();
    String now = after == null ? "" : after.instance();
    if (old.isEmpty() && now.isEmpty()) {
      noteChild(before, after);
      return;
    }
    if (before == null || after == null || !old.equals(now) || matters(before, after)) {
      addManaged(old, before);
      addManaged(now, after);
    } else {
      children.add(now);
    }
  }

  private void addManaged(String instance, @Nullable Held object) {
    if (object != null && !instance.isEmpty()) {
      managed.computeIfAbsent(instance, _ -> new TreeSet<>()).add(object.key());
    }
  }

  private static boolean matters(Held before, Held after) {
    return !before.sameUid(after)
        || before.terminating != after.terminating
        || !Objects.equals(before.health, after.health)
        || !digest(before).equals(digest(after));
  }

  private static Optional<Object> digest(Held object) {
    return Optional.ofNullable(object.managed).map(Held.Managed::digest);
  }

  private void noteChild(@Nullable Held before, @Nullable Held after) {
    if (before != null && after != null && looksTheSame(before, after)) {
      return;
    }
    boolean images = imagesMove(before, after);
    instanceAbove(before).ifPresent(instance -> noteBelow(instance, images));
    instanceAbove(after).ifPresent(instance -> noteBelow(instance, images));
  }

  private void noteBelow(String instance, boolean images) {
    if (images) {
      managed.computeIfAbsent(instance, _ -> new TreeSet<>());
    } else {
      children.add(instance);
    }
  }

  /** Whether an application may run other images by this: not where a sibling runs the same. */
  private boolean imagesMove(@Nullable Held before, @Nullable Held after) {
    Held object = after == null ? before : after;
    if (object == null || !object.pod()) {
      boolean comesOrGoes = before == null || after == null;
      return object != null && comesOrGoes && !index.children(object.uid(), object).isEmpty();
    }
    String old = before == null ? "" : before.detail(Details.IMAGES);
    String now = after == null ? "" : after.detail(Details.IMAGES);
    return !old.equals(now) && !(siblingRuns(object, old) && siblingRuns(object, now));
  }

  private boolean siblingRuns(Held pod, String images) {
    if (images.isEmpty()) {
      return true;
    }
    for (OwnerRef owner : pod.owners) {
      for (Held sibling : index.children(owner.uid(), null)) {
        if (!sibling.sameUid(pod) && sibling.detail(Details.IMAGES).equals(images)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean looksTheSame(Held before, Held after) {
    return before.sameUid(after)
        && before.terminating == after.terminating
        && Objects.equals(before.health, after.health)
        && Arrays.equals(before.details, after.details)
        && Arrays.equals(before.owners, after.owners);
  }

  private Optional<String> instanceAbove(@Nullable Held object) {
    Held seen = object;
    for (int depth = 0; seen != null && depth < DEPTH; depth++) {
      if (!seen.instance().isEmpty()) {
        return Optional.of(seen.instance());
      }
      seen = parent(seen);
    }
    return Optional.empty();
  }

  private @Nullable Held parent(Held object) {
    for (OwnerRef reference : object.owners) {
      Optional<Held> owner = index.owner(object, reference);
      if (owner.isPresent()) {
        return owner.get();
      }
    }
    return index.inferredParent(object).orElse(null);
  }

  List<CacheCommand> drain() {
    List<CacheCommand> commands = new ArrayList<>();
    managed.forEach((instance, keys) -> commands.add(new TellManaged(instance, keys)));
    for (String instance : children) {
      if (!managed.containsKey(instance)) {
        commands.add(new TellChildren(instance));
      }
    }
    managed.clear();
    children.clear();
    return commands;
  }
}
