package dev.kilter.app.hostile;

import dev.kilter.model.application.Destination;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in every world: projects, settings, Secrets with a canary, the neighbour. */
final class Furniture {
  private static final String ARGO = "/apis/argoproj.io/v1alpha1/namespaces/argocd/";
  static final String SECRETS = "/api/v1/namespaces/argocd/secrets/";
  static final String CONFIG_MAPS = "/api/v1/namespaces/argocd/configmaps/";
  private static final String SECRET_TYPE = "argocd.argoproj.io/secret-type";

  private Furniture() {}

  static void arrange(World world) {
    MemoryServer home = world.home;
    project(home, "default", permissive());
    home.put(
        CONFIG_MAPS + "argocd-cm",
        object("v1", "ConfigMap", "argocd-cm", Map.of("data", settings())));
    home.put(
        SECRETS + "argocd-secret",
        secret(
            "argocd-secret", "app.kubernetes.io/part-of", "argocd", webhookSecrets(world.canary)));
    home.put(
        SECRETS + "template",
        secret(
            "template",
            SECRET_TYPE,
            "repo-creds",
            Map.of("url", "https://git.example", "username", "u", "password", world.canary)));
    home.put(ARGO + "applications/neighbour", application("neighbour", neighbourSpec()));
    home.put(
        "/api/v1/namespaces/victim/configmaps/keep",
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Map.of(
                "name",
                "keep",
                "namespace",
                "victim",
                "annotations",
                Map.of("argocd.argoproj.io/tracking-id", world.victim + ":/ConfigMap:victim/keep")),
            "data",
            Map.of("key", "keep")));
  }

  static Map<String, String> settings() {
    return Map.of("kilter.sources.file", "true");
  }

  private static Map<String, String> webhookSecrets(String canary) {
    return Map.of(
        "webhook.github.secret", canary,
        "webhook.gitlab.secret", canary,
        "webhook.gogs.secret", canary,
        "webhook.bitbucket.uuid", canary,
        "webhook.bitbucketserver.secret", canary,
        "webhook.azuredevops.username", "kilter",
        "webhook.azuredevops.password", canary);
  }

  static void project(MemoryServer home, String name, Map<String, @Nullable Object> spec) {
    home.put(
        ARGO + "appprojects/" + name,
        object("argoproj.io/v1alpha1", "AppProject", name, Map.of("spec", spec)));
  }

  static Map<String, @Nullable Object> permissive() {
    Map<String, @Nullable Object> spec = new LinkedHashMap<>();
    spec.put("sourceRepos", List.of("*"));
    spec.put("destinations", List.of(Map.of("server", "*", "namespace", "*")));
    spec.put("clusterResourceWhitelist", List.of(Map.of("group", "*", "kind", "*")));
    return spec;
  }

  private static Map<String, Object> neighbourSpec() {
    return Map.of(
        "project",
        "default",
        "source",
        Map.of("repoURL", World.NEIGHBOUR_REPO, "path", "web", "targetRevision", "main"),
        "destination",
        Map.of("server", Destination.IN_CLUSTER_SERVER, "namespace", "web"),
        "syncPolicy",
        Map.of("automated", Map.of("prune", true, "selfHeal", true)));
  }

  /** The victim as it would be if nobody meant it ill; {@code keep} is deployed already. */
  static Map<String, @Nullable Object> victim(World world, String repoUrl, String server) {
    Map<String, Object> spec =
        Map.of(
            "project",
            "default",
            "source",
            Map.of(
                "repoURL",
                repoUrl,
                "path",
                "app",
                "targetRevision",
                "main",
                "directory",
                Map.of("recurse", true)),
            "destination",
            Map.of("server", server, "namespace", "victim"),
            "syncPolicy",
            Map.of(
                "automated",
                Map.of("prune", true, "selfHeal", true),
                "retry",
                Map.of("limit", 0L)));
    Map<String, @Nullable Object> application = application(world.victim, spec);
    application.put("status", deployed());
    return application;
  }

  private static Map<String, Object> deployed() {
    return Map.of(
        "resources",
        List.of(
            Map.of("version", "v1", "kind", "ConfigMap", "namespace", "victim", "name", "keep")));
  }

  private static Map<String, @Nullable Object> application(String name, Object spec) {
    return object("argoproj.io/v1alpha1", "Application", name, Map.of("spec", spec));
  }

  static Map<String, @Nullable Object> object(
      String apiVersion, String kind, String name, Map<String, ?> rest) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put("metadata", Map.of("name", name, "namespace", "argocd"));
    object.putAll(rest);
    return object;
  }

  static Map<String, @Nullable Object> secret(
      String name, String label, String value, Map<String, String> content) {
    Map<String, String> data = new LinkedHashMap<>();
    content.forEach((key, text) ->
        data.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    Map<String, @Nullable Object> secret = object("v1", "Secret", name, Map.of("data", data));
    secret.put(
        "metadata", Map.of("name", name, "namespace", "argocd", "labels", Map.of(label, value)));
    return secret;
  }

  static void cluster(World world, String name, Map<String, String> content) {
    world.home.put(SECRETS + name, secret(name, SECRET_TYPE, "cluster", content));
  }

  static void repository(World world, String name, Map<String, String> content) {
    world.home.put(SECRETS + name, secret(name, SECRET_TYPE, "repository", content));
  }

  static String page(String text) {
    return configMap("page", "web", text);
  }

  static String keep() {
    return configMap("keep", "victim", "keep");
  }

  static String configMap(String name, String namespace, String text) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
      namespace: %s
    data:
      key: "%s"
    """
        .formatted(name, namespace, text);
  }
}
