package dev.kilter.store.requests;

/**
 * What is listed or watched: a kind in a namespace (all of them where empty) that a selector
 * matches.
 */
public record ResourceSelection(
    ResourceKind kind, String namespace, String labelSelector, String fieldSelector) {

  public static ResourceSelection of(ResourceKind kind, String namespace) {
    return new ResourceSelection(kind, namespace, "", "");
  }

  public static ResourceSelection named(ResourceKind kind, String namespace, String name) {
    return new ResourceSelection(kind, namespace, "", "metadata.name=" + name);
  }

  public static ResourceSelection labelled(
      ResourceKind kind, String namespace, String labelSelector) {
    return new ResourceSelection(kind, namespace, labelSelector, "");
  }

  /** For people: {@code applications in argocd}. */
  public String words() {
    return kind.plural() + (namespace.isEmpty() ? " in all namespaces" : " in " + namespace);
  }

  /** Lists by streaming first, then follows. */
  public String initialPath() {
    return watchPath() + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan";
  }

  public String followPath(String resourceVersion) {
    return watchPath() + "&resourceVersion=" + ResourceKind.encoded(resourceVersion);
  }

  private String watchPath() {
    return kind.path(namespace) + "?watch=1&allowWatchBookmarks=true" + selectors();
  }

  /** The selectors as the end of a query. */
  String selectors() {
    return (labelSelector.isEmpty() ? "" : "&labelSelector=" + ResourceKind.encoded(labelSelector))
        + (fieldSelector.isEmpty() ? "" : "&fieldSelector=" + ResourceKind.encoded(fieldSelector));
  }
}
