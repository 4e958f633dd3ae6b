package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.schema.Schemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The OpenAPI v3 documents of the kinds that are served. */
final class OpenApi {
  private final Kinds kinds;

  OpenApi(Kinds kinds) {
    this.kinds = kinds;
  }

  private static String path(String apiVersion) {
    return (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
  }

  Manifest index() {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    for (String apiVersion : kinds.apiVersions()) {
      String path = path(apiVersion);
      Digest hash = Digest.of(schemas(apiVersion));
      paths.put(path, Map.of("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash));
    }
    return Manifest.of(Map.of("paths", paths));
  }

  Manifest document(String apiVersion) {
    if (!kinds.serves(apiVersion)) {
      throw Statuses.noSuchResource();
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.0.0");
    document.put("info", Map.of("title", "Kubernetes", "version", "v1.36.3"));
    document.put("paths", Map.of());
    document.put("components", Map.of("schemas", schemas(apiVersion)));
    return Manifest.of(document);
  }

  private Map<String, @Nullable Object> schemas(String apiVersion) {
    Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
    List<Kind> custom = new ArrayList<>();
    for (Kind kind : kinds.all()) {
      if (kind.gvk().apiVersion().equals(apiVersion)) {
        if (kind.custom()) {
          custom.add(kind);
        } else {
          schemas.putAll(Schemas.definitions(kind.gvk()::equals));
        }
      }
    }
    if (!custom.isEmpty()) {
      schemas.putAll(Schemas.metadata());
      custom.forEach(kind -> schemas.put(name(kind), schema(kind)));
    }
    return Collections.unmodifiableMap(schemas);
  }

  /** {@code io.argoproj.v1alpha1.Application}. */
  private static String name(Kind kind) {
    List<String> parts = new ArrayList<>(List.of(kind.group().split("\\.", -1)));
    Collections.reverse(parts);
    return String.join(".", parts).toLowerCase(Locale.ROOT)
        + "."
        + kind.gvk().version()
        + "."
        + kind.kind();
  }

  private static Map<String, @Nullable Object> schema(Kind kind) {
    Manifest schema = kind.schema().orElseThrow();
    return schema
        .with(
            Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/" + Schemas.OBJECT_META))),
            "properties",
            "metadata")
        .with(
            List.of(
                Map.of(
                    "group", kind.group(), "version", kind.gvk().version(), "kind", kind.kind())),
            "x-kubernetes-group-version-kind")
        .root();
  }
}
