package dev.kilter.cluster.cache;

import dev.kilter.model.cluster.ApiResource;

/** One watched stream: a kind, in one namespace or, where it is empty, in all. */
record StreamId(ApiResource resource, String namespace) {
  @Override
  public String toString() {
    String kind = resource.gvk().apiVersion() + "/" + resource.plural();
    return namespace.isEmpty() ? kind : kind + "@" + namespace;
  }
}
