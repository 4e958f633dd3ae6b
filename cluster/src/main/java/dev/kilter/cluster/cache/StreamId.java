package dev.kilter.cluster.cache;

import dev.kilter.model.cluster.ApiResource;

/** One watched stream: a kind, in one namespace or, where it is empty, in all. */
record StreamId(ApiResource resource, String namespace) {
  /** Of what tells it from most others: it is looked up with each event. */
  @Override
  public int hashCode() {
    return 31 * resource.plural().hashCode() + namespace.hashCode();
  }

  @Override
  public String toString() {
    String kind = resource.gvk().apiVersion() + "/" + resource.plural();
    return namespace.isEmpty() ? kind : kind + "@" + namespace;
  }
}
