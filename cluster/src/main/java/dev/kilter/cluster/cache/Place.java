package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.GroupKind;

/** A kind, in one namespace or, where it is empty, in all. */
public record Place(GroupKind kind, String namespace) {
  static Place of(StreamId id) {
    return new Place(id.resource().gvk().groupKind(), id.namespace());
  }
}
