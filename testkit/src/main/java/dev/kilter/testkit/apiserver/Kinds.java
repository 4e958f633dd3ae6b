package dev.kilter.testkit.apiserver;

import static dev.kilter.testkit.apiserver.Kind.Trait.CONDITIONAL_UPDATE;
import static dev.kilter.testkit.apiserver.Kind.Trait.CREATE_ON_UPDATE;
import static dev.kilter.testkit.apiserver.Kind.Trait.GENERATION;
import static dev.kilter.testkit.apiserver.Kind.Trait.ORPHANS;
import static dev.kilter.testkit.apiserver.Kind.Trait.RETURNS_DELETED;
import static dev.kilter.testkit.apiserver.Kind.Trait.STATUS;

import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Kind.Names;
import dev.kilter.testkit.apiserver.Kind.Trait;
import dev.kilter.testkit.apiserver.schema.Schemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds that are served now: the server's own and those of the definitions. */
final class Kinds {
  static final Kind NAMESPACE =
      cluster("v1", "Namespace", Set.of(STATUS, RETURNS_DELETED), List.of("ns"), List.of());
  static final Kind DEFINITION =
      cluster(
          "apiextensions.k8s.io/v1",
          "CustomResourceDefinition",
          Set.of(STATUS, GENERATION, CONDITIONAL_UPDATE),
          List.of("crd", "crds"),
          List.of("api-extensions"));
  private static final String RBAC = "rbac.authorization.k8s.io/v1";
  private static final List<String> ALL = List.of("all");

  private static final List<Kind> OWN =
      List.of(
          namespaced("v1", "ConfigMap", Set.of(), List.of("cm"), List.of()),
          namespaced("v1", "Event", Set.of(CREATE_ON_UPDATE), List.of("ev"), List.of()),
          NAMESPACE,
          namespaced(
              "v1",
              "PersistentVolumeClaim",
              Set.of(STATUS, RETURNS_DELETED),
              List.of("pvc"),
              List.of()),
          namespaced("v1", "Pod", Set.of(STATUS, GENERATION, RETURNS_DELETED), List.of("po"), ALL),
          namespaced("v1", "Secret", Set.of(), List.of(), List.of()),
          namespaced(
              "v1",
              "Service",
              Set.of(STATUS, CREATE_ON_UPDATE, RETURNS_DELETED),
              List.of("svc"),
              ALL),
          namespaced("v1", "ServiceAccount", Set.of(RETURNS_DELETED), List.of("sa"), List.of()),
          namespaced("apps/v1", "Deployment", Set.of(STATUS, GENERATION), List.of("deploy"), ALL),
          namespaced("apps/v1", "ReplicaSet", Set.of(STATUS, GENERATION), List.of("rs"), ALL),
          namespaced("apps/v1", "StatefulSet", Set.of(STATUS, GENERATION), List.of("sts"), ALL),
          namespaced("batch/v1", "Job", Set.of(STATUS, GENERATION, ORPHANS), List.of(), ALL),
          namespaced(RBAC, "Role", Set.of(CREATE_ON_UPDATE), List.of(), List.of()),
          namespaced(RBAC, "RoleBinding", Set.of(CREATE_ON_UPDATE), List.of(), List.of()),
          cluster(RBAC, "ClusterRole", Set.of(CREATE_ON_UPDATE), List.of(), List.of()),
          cluster(RBAC, "ClusterRoleBinding", Set.of(CREATE_ON_UPDATE), List.of(), List.of()),
          DEFINITION);

  /** With no definitions. */
  static final Kinds NONE_DEFINED = new Kinds(List.of());

  private final Map<String, Kind> byPath = new LinkedHashMap<>();
  private final Map<String, Kind> byName = new HashMap<>();
  private final Map<String, Manifest> openApi = new ConcurrentHashMap<>();

  private Kinds(Collection<Kind> defined) {
    OWN.forEach(this::add);
    defined.forEach(this::add);
  }

  private void add(Kind kind) {
    byPath.put(kind.gvk().apiVersion() + "/" + kind.plural(), kind);
    byName.putIfAbsent(kind.group() + "/" + kind.kind(), kind);
  }

  static Kinds with(Collection<Kind> defined) {
    return new Kinds(defined);
  }

  private static Kind namespaced(
      String apiVersion,
      String kind,
      Set<Trait> traits,
      List<String> shortNames,
      List<String> categories) {
    return own(GroupVersionKind.of(apiVersion, kind), true, traits, shortNames, categories);
  }

  private static Kind cluster(
      String apiVersion,
      String kind,
      Set<Trait> traits,
      List<String> shortNames,
      List<String> categories) {
    return own(GroupVersionKind.of(apiVersion, kind), false, traits, shortNames, categories);
  }

  private static Kind own(
      GroupVersionKind gvk,
      boolean namespaced,
      Set<Trait> traits,
      List<String> shortNames,
      List<String> categories) {
    String singular = gvk.kind().toLowerCase(Locale.ROOT);
    Names names = new Names(singular + "s", singular, shortNames, categories);
    return new Kind(gvk, names, namespaced, Schemas.of(gvk), traits, Optional.empty());
  }

  Collection<Kind> all() {
    return List.copyOf(byPath.values());
  }

  Optional<Kind> at(String apiVersion, String plural) {
    return Optional.ofNullable(byPath.get(apiVersion + "/" + plural));
  }

  Optional<Kind> of(String group, String kind) {
    return Optional.ofNullable(byName.get(group + "/" + kind));
  }

  /** Where the OpenAPI documents start; forks share these kinds, and make each document once. */
  Manifest openApiIndex() {
    return openApi.computeIfAbsent("", _ -> new OpenApi(this).index());
  }

  Manifest openApi(String apiVersion) {
    return openApi.computeIfAbsent(apiVersion, new OpenApi(this)::document);
  }

  Optional<Kind> of(GroupVersionKind gvk) {
    return byPath.values().stream().filter(kind -> kind.gvk().equals(gvk)).findFirst();
  }

  /** Whether any kind is served in the group-version. */
  boolean serves(String apiVersion) {
    return byPath.values().stream().anyMatch(kind -> kind.gvk().apiVersion().equals(apiVersion));
  }

  List<String> apiVersions() {
    return new ArrayList<>(
        byPath.values().stream().map(kind -> kind.gvk().apiVersion()).distinct().toList());
  }
}
