package dev.kilter.store.requests;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A kind of resource in the API server's paths; the core group is the empty string. */
public record ResourceKind(String group, String version, String kind, String plural) {
  public static final ResourceKind APPLICATION =
      new ResourceKind("argoproj.io", "v1alpha1", "Application", "applications");
  public static final ResourceKind PROJECT =
      new ResourceKind("argoproj.io", "v1alpha1", "AppProject", "appprojects");
  public static final ResourceKind JOURNAL =
      new ResourceKind("kilter.dev", "v1alpha1", "ApplicationJournal", "applicationjournals");
  public static final ResourceKind CRD =
      new ResourceKind(
          "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions");
  public static final ResourceKind SECRET = new ResourceKind("", "v1", "Secret", "secrets");
  public static final ResourceKind CONFIG_MAP =
      new ResourceKind("", "v1", "ConfigMap", "configmaps");
  public static final ResourceKind EVENT = new ResourceKind("", "v1", "Event", "events");

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Path of the collection; an empty namespace means all of them, or a cluster-scoped kind. */
  public String path(String namespace) {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    return namespace.isEmpty()
        ? root + "/" + plural
        : root + "/namespaces/" + encoded(namespace) + "/" + plural;
  }

  public String path(String namespace, String name) {
    return path(namespace) + "/" + encoded(name);
  }

  /** A value in a query or a step of a path. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
