package dev.kilter.engine.sync;

import dev.kilter.model.manifest.ResourceKey;

/** What the application's project lets a sync write to its destination. */
public interface Permission {
  /** Whether objects of this kind (and name) are allowed. */
  boolean kind(ResourceKey key, boolean namespaced);

  /** Whether this namespace of the destination cluster is. */
  boolean namespace(String namespace);
}
