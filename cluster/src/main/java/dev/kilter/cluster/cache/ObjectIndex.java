package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All objects of a cluster by key, by application, by owner and by inferred parent. One writer, the
 * machine; readers take no lock and see each entry whole, since arrays are replaced and never
 * changed.
 */
final class ObjectIndex {
  private static final Held[] NONE = {};

  private final Map<GroupKind, Map<String, Map<String, Held>>> kinds = new ConcurrentHashMap<>();
  private final Map<String, Held[]> byInstance = new ConcurrentHashMap<>();
  private final Map<Uid, Held[]> byOwner = new ConcurrentHashMap<>();
  private final Map<InferredParent, Held[]> byInferredParent = new ConcurrentHashMap<>();
  private final Map<Uid, Held> inferring = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();

  long size() {
    return size.get();
  }

  @Nullable Held find(GroupKind kind, String namespace, String name) {
    Map<String, Map<String, Held>> namespaces = kinds.get(kind);
    Map<String, Held> names = namespaces == null ? null : namespaces.get(namespace);
    return names == null ? null : names.get(name);
  }

  Optional<Held> find(ResourceKey key) {
    return Optional.ofNullable(find(key.groupKind(), key.namespace(), key.name()));
  }

  /** The object of a uid, if it is of a kind that has children by inference. */
  Optional<Held> inferring(Uid uid) {
    return Optional.ofNullable(inferring.get(uid));
  }

  /** Objects that carry the application's mark. */
  List<Held> ofInstance(String instance) {
    return List.of(byInstance.getOrDefault(instance, NONE));
  }

  Set<String> instances() {
    return Set.copyOf(byInstance.keySet());
  }

  /** Objects one step below the owner; {@code owner} is null where only its uid is known. */
  List<Held> children(Uid uid, @Nullable Held owner) {
    Set<Held> found = new LinkedHashSet<>(Arrays.asList(byOwner.getOrDefault(uid, NONE)));
    if (owner != null) {
      for (InferredParent parent : InferredParent.tokens(owner)) {
        found.addAll(Arrays.asList(byInferredParent.getOrDefault(parent, NONE)));
      }
    }
    return List.copyOf(found);
  }

  /** The object that this one belongs under though it names no owner. */
  Optional<Held> inferredParent(Held child) {
    return InferredParent.of(child).flatMap(parent -> parent.candidates(this).findFirst());
  }

  /** The owner that a reference of {@code child} names, if it is here under that uid. */
  Optional<Held> owner(Held child, OwnerRef reference) {
    GroupKind kind = reference.groupKind();
    Held near = find(kind, child.namespace, reference.name());
    Held owner = near == null ? find(kind, "", reference.name()) : near;
    return Optional.ofNullable(owner).filter(found -> found.uid().equals(reference.uid()));
  }

  List<Held> inNamespace(String namespace, Predicate<Held> wanted) {
    List<Held> found = new ArrayList<>();
    for (Map<String, Map<String, Held>> namespaces : kinds.values()) {
      Collection<Held> held = namespaces.getOrDefault(namespace, Map.of()).values();
      held.stream().filter(wanted).forEach(found::add);
    }
    return found;
  }

  /** Puts an object in and returns what it replaces. */
  @Nullable Held put(Held object) {
    shareOwners(object);
    Held before =
        kinds
            .computeIfAbsent(object.kind.groupKind(), _ -> new ConcurrentHashMap<>())
            .computeIfAbsent(object.namespace, _ -> new ConcurrentHashMap<>(1))
            .put(object.name, object);
    if (before == null) {
      size.incrementAndGet();
    } else {
      unlink(before, object);
    }
    link(object, before);
    return before;
  }

  @Nullable Held remove(GroupKind kind, String namespace, String name) {
    Map<String, Map<String, Held>> namespaces = kinds.getOrDefault(kind, Map.of());
    Map<String, Held> names = namespaces.get(namespace);
    if (names == null) {
      return null;
    }
    Held before = names.remove(name);
    if (before == null) {
      return null;
    }
    size.decrementAndGet();
    if (names.isEmpty()) {
      namespaces.remove(namespace);
    }
    unlink(before, null);
    return before;
  }

  /** Objects of a kind, in one namespace or, where it is empty, in all; a copy. */
  List<Held> ofKind(GroupKind kind, String namespace) {
    Map<String, Map<String, Held>> namespaces = kinds.getOrDefault(kind, Map.of());
    List<Held> all = new ArrayList<>();
    if (namespace.isEmpty()) {
      namespaces.values().forEach(names -> all.addAll(names.values()));
    } else {
      all.addAll(namespaces.getOrDefault(namespace, Map.of()).values());
    }
    return all;
  }

  /** Siblings keep one reference between them, and an only child the owner's own name. */
  private void shareOwners(Held object) {
    for (int i = 0; i < object.owners.length; i++) {
      OwnerRef reference = object.owners[i];
      Held[] siblings = byOwner.getOrDefault(reference.uid(), NONE);
      object.owners[i] =
          siblings.length > 0
              ? sharedWith(siblings[0], reference)
              : owner(object, reference)
                  .map(owner -> reference.sharing(owner.name))
                  .orElse(reference);
    }
  }

  private static OwnerRef sharedWith(Held sibling, OwnerRef reference) {
    for (OwnerRef other : sibling.owners) {
      if (other.equals(reference)) {
        return other;
      }
    }
    return reference;
  }

  private void link(Held object, @Nullable Held before) {
    String instance = object.instance();
    if (!instance.isEmpty()) {
      replace(byInstance, instance, before, object);
    }
    for (OwnerRef owner : object.owners) {
      replace(byOwner, owner.uid(), before, object);
    }
    if (!InferredParent.tokens(object).isEmpty()) {
      inferring.put(object.uid(), object);
    }
    InferredParent.of(object)
        .ifPresent(parent -> replace(byInferredParent, parent, before, object));
  }

  /** Takes the old object out from where the new one will not stand. */
  private void unlink(Held old, @Nullable Held now) {
    String instance = old.instance();
    if (!instance.isEmpty() && (now == null || !now.instance().equals(instance))) {
      drop(byInstance, instance, old);
    }
    for (OwnerRef owner : old.owners) {
      if (now == null || !owns(now, owner)) {
        drop(byOwner, owner.uid(), old);
      }
    }
    if (now == null || !now.sameUid(old)) {
      inferring.remove(old.uid());
    }
    Optional<InferredParent> parent = InferredParent.of(old);
    if (parent.isPresent() && (now == null || !InferredParent.of(now).equals(parent))) {
      drop(byInferredParent, parent.get(), old);
    }
  }

  private static boolean owns(Held object, OwnerRef owner) {
    for (OwnerRef other : object.owners) {
      if (other.uid().equals(owner.uid())) {
        return true;
      }
    }
    return false;
  }

  private static <K> void replace(Map<K, Held[]> index, K key, @Nullable Held before, Held object) {
    Held[] held = index.getOrDefault(key, NONE);
    for (int i = 0; i < held.length; i++) {
      if (held[i] == before) {
        Held[] copy = held.clone();
        copy[i] = object;
        index.put(key, copy);
        return;
      }
    }
    Held[] longer = Arrays.copyOf(held, held.length + 1);
    longer[held.length] = object;
    index.put(key, longer);
  }

  private static <K> void drop(Map<K, Held[]> index, K key, Held object) {
    Held[] held = index.getOrDefault(key, NONE);
    Held[] rest = Arrays.stream(held).filter(one -> one != object).toArray(Held[]::new);
    if (rest.length == 0) {
      index.remove(key);
    } else {
      index.put(key, rest);
    }
  }
}
