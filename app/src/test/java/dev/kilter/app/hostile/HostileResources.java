package dev.kilter.app.hostile;

import dev.kilter.model.application.Destination;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.crds.CustomResourceDefinitions;
import dev.kilter.testkit.source.MemoryTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Applications, projects, settings and Secrets with one field that is anything. The fields are
 * those of the definitions, also in types that the definitions forbid: an older one may have let
 * them in.
 */
final class HostileResources {
  private static final List<List<String>> APPLICATION = fields("applications.argoproj.io");
  private static final List<List<String>> PROJECT = fields("appprojects.argoproj.io");
  private static final List<List<String>> METADATA =
      List.of(
          List.of("metadata", "labels"),
          List.of("metadata", "labels", "x"),
          List.of("metadata", "annotations"),
          List.of("metadata", "annotations", "argocd.argoproj.io/refresh"),
          List.of("metadata", "annotations", "argocd.argoproj.io/skip-reconcile"),
          List.of("metadata", "annotations", "kilter.dev/hold"),
          List.of("metadata", "annotations", "argocd.argoproj.io/deletion-approved"),
          List.of("metadata", "finalizers"),
          List.of("metadata", "generation"),
          List.of("metadata", "creationTimestamp"),
          List.of("metadata", "ownerReferences"),
          List.of("metadata", "managedFields"));

  /** Fields whose wrong type must be told by name. */
  private static final List<String> TOLD =
      List.of(
          "spec.project",
          "spec.destination",
          "spec.destination.server",
          "spec.destination.namespace",
          "spec.source",
          "spec.source.repoURL",
          "spec.source.path",
          "spec.source.targetRevision",
          "spec.source.directory",
          "spec.syncPolicy",
          "spec.syncPolicy.automated",
          "spec.syncPolicy.automated.prune",
          "spec.syncPolicy.syncOptions",
          "spec.syncPolicy.retry.limit",
          "spec.syncPolicy.retry.backoff.duration",
          "spec.ignoreDifferences",
          "spec.revisionHistoryLimit");

  private static final List<String> CONFIG =
      List.of(
          "application.resourceTrackingMethod",
          "timeout.reconciliation",
          "timeout.reconciliation.jitter",
          "timeout.hard.reconciliation",
          "kilter.apply.default",
          "kilter.prune.guard",
          "helm.enable",
          "kustomize.enable",
          "jsonnet.enable",
          "webhook.maxPayloadSizeMB",
          "resource.exclusions",
          "resource.inclusions",
          "resource.compareoptions",
          "resource.customizations.ignoreDifferences.all",
          "resource.customizations.ignoreDifferences.apps_Deployment",
          "resource.customizations.ignoreDifferences._",
          "unknown");
  private static final List<String> PARAMETERS =
      List.of(
          "controller.repo.error.grace.period.seconds",
          "controller.sync.wave.delay.seconds",
          "controller.sync.timeout.seconds",
          "controller.self.heal.backoff.timeout.seconds",
          "controller.self.heal.backoff.factor",
          "controller.self.heal.backoff.cap.seconds",
          "reposerver.max.combined.directory.manifests.size",
          "reposerver.git.request.timeout",
          "controller.log.level",
          "controller.metrics.application.labels");

  private HostileResources() {}

  static Attack attack(Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> application(random);
      case 5 -> project(random);
      case 6 -> settings(random);
      case 7 -> cluster(random);
      case 8 -> repository(random);
      default -> resourceAsAWhole(random);
    };
  }

  private static Attack application(Random random) {
    List<String> path =
        random.nextInt(6) == 0 ? Junk.one(random, METADATA) : Junk.one(random, APPLICATION);
    Object value = Junk.value(random);
    String name = String.join(".", path).replace(".[]", "[0]");
    boolean wrongType =
        TOLD.contains(name)
            && value != null
            && !(value instanceof String)
            && !(value instanceof Map<?, ?>)
            && !(value instanceof List<?>)
            && !(value instanceof Boolean && name.endsWith("prune"))
            && !(value instanceof Number && name.matches(".*(limit|Limit)"));
    Attack.Strike strike =
        world -> {
          Object odd = Junk.replaced(victim(world), path, value);
          world.home.put(world.applicationPath(), Manifests.map(odd));
        };
    String title = "Application with " + name + " " + HostileFiles.shown(value);
    return wrongType ? Attack.wrong(title, strike, name) : Attack.any(title, strike);
  }

  private static Map<String, @Nullable Object> victim(World world) {
    world.sources.give(World.VICTIM_REPO, MemoryTree.of(Map.of("app/keep.yaml", Furniture.keep())));
    return Furniture.victim(world, World.VICTIM_REPO, Destination.IN_CLUSTER_SERVER);
  }

  private static Attack project(Random random) {
    List<String> path = Junk.one(random, PROJECT);
    Object value = Junk.value(random);
    return Attack.any(
        "AppProject with " + String.join(".", path) + " " + HostileFiles.shown(value),
        world -> {
          Map<String, @Nullable Object> project =
              Furniture.object(
                  "argoproj.io/v1alpha1",
                  "AppProject",
                  "odd",
                  Map.of("spec", Furniture.permissive()));
          world.home.put(
              "/apis/argoproj.io/v1alpha1/namespaces/argocd/appprojects/odd",
              Manifests.map(Junk.replaced(project, path, value)));
          Map<String, @Nullable Object> victim = victim(world);
          world.home.put(
              world.applicationPath(),
              Manifests.map(Junk.replaced(victim, List.of("spec", "project"), "odd")));
        });
  }

  /** What is no value of the setting is as if it were not there, for everybody. */
  private static Attack settings(Random random) {
    boolean parameters = random.nextInt(3) == 0;
    String map = parameters ? "argocd-cmd-params-cm" : "argocd-cm";
    String key = Junk.one(random, parameters ? PARAMETERS : CONFIG);
    Object value =
        random.nextInt(5) == 0
            ? "$webhook.github.secret"
            : Junk.one(random, List.of(true, false)) ? "!" + Junk.text(random) : oddYaml(random);
    return Attack.well(
        map + " with " + key + " " + HostileFiles.shown(value),
        world -> {
          Map<String, @Nullable Object> data = new LinkedHashMap<>(Furniture.settings());
          data.put(key, value);
          world.home.put(
              Furniture.CONFIG_MAPS + map,
              Furniture.object("v1", "ConfigMap", map, Map.of("data", data)));
          world.home.put(world.applicationPath(), victim(world));
        });
  }

  private static Object oddYaml(Random random) {
    return Junk.one(
        random,
        List.of(
            "- kinds: {a: b}",
            "- [",
            "- *x",
            "\ta: b",
            "[".repeat(5_000),
            ".".repeat(2) + "1".repeat(50_000),
            "- apiGroups: [1, {}]\n  kinds: 5",
            5L,
            List.of("x"),
            "1h".repeat(20_000),
            "9".repeat(20_000)));
  }

  private static Attack cluster(Random random) {
    List<String> keys = List.of("config", "config", "config", "name", "namespaces", "server");
    String key = Junk.one(random, keys);
    String odd = random.nextInt(3) == 0 ? Junk.long_(random) : config(random);
    String text = key.equals("config") ? odd : Junk.text(random);
    return Attack.any(
        "cluster Secret with " + key + " " + HostileFiles.shown(text),
        world -> {
          Map<String, String> content = new LinkedHashMap<>();
          content.put("server", world.odd.server());
          content.put("name", "odd");
          content.put("config", "{\"bearerToken\":\"" + world.canary + "\"}");
          content.put(key, text.replace("CANARY", world.canary));
          Furniture.cluster(world, "odd", content);
          world.sources.give(
              World.VICTIM_REPO, MemoryTree.of(Map.of("app/keep.yaml", Furniture.keep())));
          world.home.put(
              world.applicationPath(),
              Furniture.victim(world, World.VICTIM_REPO, world.odd.server()));
        });
  }

  private static String config(Random random) {
    Map<String, @Nullable Object> tls = new LinkedHashMap<>();
    tls.put("insecure", false);
    tls.put("caData", "");
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("bearerToken", "CANARY");
    config.put("tlsClientConfig", tls);
    List<String> path =
        Junk.one(
            random,
            List.of(
                List.of(),
                List.of("bearerToken"),
                List.of("username"),
                List.of("tlsClientConfig"),
                List.of("tlsClientConfig", "insecure"),
                List.of("tlsClientConfig", "serverName"),
                List.of("tlsClientConfig", "caData"),
                List.of("tlsClientConfig", "certData"),
                List.of("tlsClientConfig", "keyData"),
                List.of("proxyUrl"),
                List.of("execProviderConfig"),
                List.of("execProviderConfig", "command"),
                List.of("execProviderConfig", "args"),
                List.of("execProviderConfig", "env"),
                List.of("awsAuthConfig"),
                List.of("awsAuthConfig", "clusterName")));
    if (path.toString().contains("Config,") || path.toString().contains("AuthConfig")) {
      config.remove("bearerToken");
    }
    Object value = Junk.value(random);
    return dev.kilter.codec.Json.text(Junk.replaced(config, path, value));
  }

  private static Attack repository(Random random) {
    String key =
        Junk.one(
            random,
            List.of(
                "url",
                "type",
                "name",
                "project",
                "username",
                "password",
                "bearerToken",
                "sshPrivateKey",
                "insecure",
                "tlsClientCertData",
                "tlsClientCertKey",
                "proxy",
                "noProxy",
                "githubAppPrivateKey",
                "githubAppID",
                "enableLfs"));
    String value = random.nextInt(4) == 0 ? Junk.long_(random) : Junk.text(random);
    String url = Junk.one(random, List.of("https://127.0.0.1:1/odd", "ssh://git@127.0.0.1:1/odd"));
    String kind = Junk.one(random, List.of("repository", "repo-creds"));
    return Attack.wrong(
        kind + " Secret of " + url + " with " + key + " " + HostileFiles.shown(value),
        world -> {
          Map<String, String> content = new LinkedHashMap<>();
          content.put("url", url);
          content.put("username", "eve");
          content.put("password", world.canary);
          content.put(key, value);
          world.home.put(
              Furniture.SECRETS + "odd",
              Furniture.secret("odd", "argocd.argoproj.io/secret-type", kind, content));
          world.home.put(
              world.applicationPath(), Furniture.victim(world, url, Destination.IN_CLUSTER_SERVER));
        });
  }

  /** Secrets and ConfigMaps that are no maps of texts at all. */
  private static Attack resourceAsAWhole(Random random) {
    Object value = Junk.value(random);
    List<String> path =
        Junk.one(
            random,
            List.of(
                List.of("data"),
                List.of("data", "url"),
                List.of("data", "server"),
                List.of("data", "config"),
                List.of("metadata", "labels", "argocd.argoproj.io/secret-type"),
                List.of("metadata", "annotations"),
                List.of("type"),
                List.of("immutable")));
    String kind = Junk.one(random, List.of("repository", "repo-creds", "cluster"));
    return Attack.well(
        "Secret with " + String.join(".", path) + " " + HostileFiles.shown(value),
        world -> {
          Map<String, @Nullable Object> secret =
              Furniture.secret(
                  "odd",
                  "argocd.argoproj.io/secret-type",
                  kind,
                  Map.of("url", "https://odd.example/x", "server", world.odd.server()));
          world.home.put(
              Furniture.SECRETS + "odd", Manifests.map(Junk.replaced(secret, path, value)));
          world.home.put(world.applicationPath(), victim(world));
        });
  }

  /** Every field of the definition's schema below spec, status and operation. */
  private static List<List<String>> fields(String definition) {
    Manifest found =
        CustomResourceDefinitions.all().stream()
            .filter(one -> one.name().equals(definition))
            .findFirst()
            .orElseThrow();
    Manifest schema = found.items("spec", "versions").getFirst();
    List<List<String>> fields = new ArrayList<>();
    for (String part : List.of("spec", "status", "operation")) {
      Map<String, @Nullable Object> below =
          schema.map("schema", "openAPIV3Schema", "properties", part);
      if (!below.isEmpty()) {
        collect(below, List.of(part), fields);
      }
    }
    return fields;
  }

  private static void collect(Map<?, ?> schema, List<String> path, List<List<String>> into) {
    into.add(path);
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, below) -> {
        if (below instanceof Map<?, ?> map) {
          collect(map, Junk.plus(path, (String) name), into);
        }
      });
    }
    if (schema.get("items") instanceof Map<?, ?> items) {
      collect(items, Junk.plus(path, "[]"), into);
    }
  }
}
