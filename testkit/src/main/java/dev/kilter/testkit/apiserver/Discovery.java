package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Kind.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server says about its kinds: in one document, or in one a group-version. */
final class Discovery {
  private static final String CORE = "v1";
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");

  private final Kinds kinds;

  Discovery(Kinds kinds) {
    this.kinds = kinds;
  }

  static Manifest version() {
    Map<String, @Nullable Object> version = new LinkedHashMap<>();
    version.put("major", "1");
    version.put("minor", "36");
    version.put("gitVersion", "v1.36.3");
    version.put("platform", "linux/amd64");
    return Manifest.of(version);
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  private List<String> groups() {
    return kinds.apiVersions().stream().map(Discovery::group).distinct().toList();
  }

  private List<String> versions(String group) {
    return kinds.apiVersions().stream()
        .filter(apiVersion -> group(apiVersion).equals(group))
        .map(apiVersion -> apiVersion.substring(apiVersion.indexOf('/') + 1))
        .toList();
  }

  private List<Kind> kinds(String group, String version) {
    return kinds.all().stream()
        .filter(kind -> kind.group().equals(group) && kind.gvk().version().equals(version))
        .toList();
  }

  /** {@code /api} or {@code /apis} with all that lies below. */
  Manifest aggregated(boolean core) {
    List<Object> items = new ArrayList<>();
    for (String group : groups()) {
      if (group.isEmpty() == core) {
        List<Object> versions = new ArrayList<>();
        for (String version : versions(group)) {
          Map<String, @Nullable Object> tree = new LinkedHashMap<>();
          tree.put("version", version);
          tree.put("resources", kinds(group, version).stream().map(Discovery::resource).toList());
          tree.put("freshness", "Current");
          versions.add(tree);
        }
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("metadata", core ? Map.of() : Map.of("name", group));
        item.put("versions", versions);
        items.add(item);
      }
    }
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("kind", "APIGroupDiscoveryList");
    list.put("apiVersion", "apidiscovery.k8s.io/v2");
    list.put("metadata", Map.of());
    list.put("items", items);
    return Manifest.of(list);
  }

  private static Map<String, @Nullable Object> resource(Kind kind) {
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    resource.put("resource", kind.plural());
    resource.put("responseKind", responseKind(kind));
    resource.put("scope", kind.namespaced() ? "Namespaced" : "Cluster");
    resource.put("singularResource", kind.names().singular());
    resource.put("verbs", verbs(kind));
    putFilled(resource, "shortNames", kind.names().shortNames());
    putFilled(resource, "categories", kind.names().categories());
    if (kind.is(Trait.STATUS)) {
      Map<String, @Nullable Object> status = new LinkedHashMap<>();
      status.put("subresource", "status");
      status.put("responseKind", responseKind(kind));
      status.put("verbs", STATUS_VERBS);
      resource.put("subresources", List.of(status));
    }
    return resource;
  }

  private static List<String> verbs(Kind kind) {
    return kind.equals(Kinds.NAMESPACE)
        ? VERBS.stream().filter(verb -> !verb.equals("deletecollection")).toList()
        : VERBS;
  }

  private static Map<String, String> responseKind(Kind kind) {
    return Map.of("group", kind.group(), "version", kind.gvk().version(), "kind", kind.kind());
  }

  private static void putFilled(
      Map<String, @Nullable Object> into, String name, List<String> values) {
    if (!values.isEmpty()) {
      into.put(name, values);
    }
  }

  Manifest coreVersions() {
    return Manifest.of(Map.of("kind", "APIVersions", "versions", List.of(CORE)));
  }

  Manifest groupList() {
    List<Object> groups = new ArrayList<>();
    for (String group : groups()) {
      if (!group.isEmpty()) {
        List<Object> versions = new ArrayList<>();
        versions(group).forEach(version -> versions.add(groupVersion(group, version)));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", group);
        tree.put("versions", versions);
        tree.put("preferredVersion", versions.getFirst());
        groups.add(tree);
      }
    }
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("kind", "APIGroupList");
    list.put("apiVersion", "v1");
    list.put("groups", groups);
    return Manifest.of(list);
  }

  private static Map<String, String> groupVersion(String group, String version) {
    return Map.of("groupVersion", group + "/" + version, "version", version);
  }

  Manifest resourceList(String apiVersion) {
    if (!kinds.serves(apiVersion)) {
      throw Statuses.noSuchResource();
    }
    List<Object> resources = new ArrayList<>();
    for (Kind kind : kinds.all()) {
      if (kind.gvk().apiVersion().equals(apiVersion)) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>();
        resource.put("name", kind.plural());
        resource.put("singularName", kind.names().singular());
        resource.put("namespaced", kind.namespaced());
        resource.put("kind", kind.kind());
        resource.put("verbs", verbs(kind));
        putFilled(resource, "shortNames", kind.names().shortNames());
        putFilled(resource, "categories", kind.names().categories());
        resources.add(resource);
        if (kind.is(Trait.STATUS)) {
          Map<String, @Nullable Object> status = new LinkedHashMap<>();
          status.put("name", kind.plural() + "/status");
          status.put("singularName", "");
          status.put("namespaced", kind.namespaced());
          status.put("kind", kind.kind());
          status.put("verbs", STATUS_VERBS);
          resources.add(status);
        }
      }
    }
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("kind", "APIResourceList");
    list.put("apiVersion", "v1");
    list.put("groupVersion", apiVersion);
    list.put("resources", resources);
    return Manifest.of(list);
  }
}
