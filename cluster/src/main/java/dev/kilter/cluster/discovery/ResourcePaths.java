package dev.kilter.cluster.discovery;

import dev.kilter.model.cluster.ApiResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** URLs of the Kubernetes API. */
public final class ResourcePaths {
  private ResourcePaths() {}

  /** All objects of a kind, in one namespace or, where it is empty, everywhere. */
  public static String collection(ApiResource resource, String namespace) {
    String root =
        resource.gvk().group().isEmpty()
            ? "/api/" + resource.gvk().version()
            : "/apis/" + resource.gvk().apiVersion();
    return resource.namespaced() && !namespace.isEmpty()
        ? root + "/namespaces/" + encode(namespace) + "/" + resource.plural()
        : root + "/" + resource.plural();
  }

  public static String object(ApiResource resource, String namespace, String name) {
    return collection(resource, namespace) + "/" + encode(name);
  }

  /** One segment of a path or one value of a query; names of RBAC objects may hold colons. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
