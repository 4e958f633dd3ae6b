package dev.kilter.bench;

import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Deployment as Git has it, and as it is live after a server-side apply: some 3 kB. */
final class Samples {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web-NUMBER
        namespace: shop
        labels: {app.kubernetes.io/name: web, app.kubernetes.io/part-of: shop}
        annotations:
          argocd.argoproj.io/tracking-id: shop:apps/Deployment:shop/web-NUMBER
          example.com/text: TEXT
      spec:
        replicas: 3
        selector:
          matchLabels: {app.kubernetes.io/name: web}
        template:
          metadata:
            labels: {app.kubernetes.io/name: web}
          spec:
            serviceAccountName: web
            containers:
            - name: web
              image: registry.example.com/shop/web:1.4.2
              args: [--port=8080, --log=info]
              ports:
              - {containerPort: 8080, name: http, protocol: TCP}
              env:
              - {name: DATABASE, value: "postgres://db/shop"}
              - {name: CACHE, value: "redis://cache"}
              resources:
                requests: {cpu: 100m, memory: 128Mi}
                limits: {memory: 256Mi}
              readinessProbe:
                httpGet: {path: /ready, port: http}
                periodSeconds: 5
      """;

  private Samples() {}

  static String yaml(int number) {
    return DEPLOYMENT
        .replace("NUMBER", Integer.toString(number))
        .replace("TEXT", "x".repeat(1_000));
  }

  static Manifest desired(int number) {
    return Manifest.of(Json.object(Json.bytes(Yaml.parse(yaml(number)))));
  }

  static Manifest live(int number) {
    Manifest desired = desired(number);
    Map<String, @Nullable Object> root = new LinkedHashMap<>(desired.root());
    root.put("status", Map.of("replicas", 3L, "readyReplicas", 3L, "observedGeneration", 1L));
    return Manifest.of(root)
        .with("5f0c-" + number, "metadata", "uid")
        .with("1000" + number, "metadata", "resourceVersion")
        .with(List.of(owned(desired)), "metadata", "managedFields");
  }

  private static Map<String, @Nullable Object> owned(Manifest desired) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("manager", "argocd-controller");
    entry.put("operation", "Apply");
    entry.put("apiVersion", "apps/v1");
    entry.put("fieldsV1", fields(desired.root()));
    return entry;
  }

  private static Map<String, @Nullable Object> fields(Map<?, ?> members) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    members.forEach((name, value) ->
        fields.put("f:" + name, value instanceof Map<?, ?> below ? fields(below) : Map.of()));
    return fields;
  }
}
