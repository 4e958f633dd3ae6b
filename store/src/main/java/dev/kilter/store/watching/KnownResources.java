package dev.kilter.store.watching;

import dev.kilter.model.manifest.Manifest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a listener has been told of, so that a relist tells only what changed meanwhile, removals
 * included. Used by the watch's thread alone.
 */
final class KnownResources {
  private final ResourceListener listener;
  private final Map<Name, String> versions = new HashMap<>();
  private final Set<Name> seen = new HashSet<>();

  KnownResources(ResourceListener listener) {
    this.listener = listener;
  }

  void startListing() {
    seen.clear();
  }

  void upserted(Manifest resource) {
    Name name = Name.of(resource);
    seen.add(name);
    if (!resource.resourceVersion().equals(versions.put(name, resource.resourceVersion()))) {
      listener.upserted(resource);
    }
  }

  void removed(Manifest resource) {
    remove(Name.of(resource));
  }

  /** The listing is complete: what it did not show is gone. */
  void endListing() {
    List<Name> gone = versions.keySet().stream().filter(name -> !seen.contains(name)).toList();
    gone.forEach(this::remove);
    listener.synced();
  }

  private void remove(Name name) {
    if (versions.remove(name) != null) {
      listener.removed(name.namespace, name.name);
    }
  }

  private record Name(String namespace, String name) {
    static Name of(Manifest resource) {
      return new Name(resource.namespace(), resource.name());
    }
  }
}
