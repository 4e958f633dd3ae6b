package dev.kilter.store.watching;

import dev.kilter.model.manifest.Manifest;

/** Hears of a collection on one thread, in the order of changes; must return at once. */
public interface ResourceListener {
  void upserted(Manifest resource);

  void removed(String namespace, String name);

  /** The collection as it is has been told; called again after each complete relist. */
  default void synced() {}
}
