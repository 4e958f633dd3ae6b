package dev.kilter.app.faults;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One object as Git names it.
 *
 * @param value what its content says, and what a commit changes
 */
record Wanted(Kind kind, String name, int value, int wave, Set<Trait> traits) {
  static final String CANARY = "canary-in-a-cage";

  Wanted {
    traits = Set.copyOf(traits);
  }

  enum Kind {
    CONFIG_MAP("v1", "ConfigMap", "configmaps", true),
    SECRET("v1", "Secret", "secrets", true),
    DEPLOYMENT("apps/v1", "Deployment", "deployments", true),
    STATEFUL_SET("apps/v1", "StatefulSet", "statefulsets", true),
    CLUSTER_ROLE("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false),
    JOB("batch/v1", "Job", "jobs", true);

    final String apiVersion;
    final String word;
    final String plural;
    final boolean namespaced;

    Kind(String apiVersion, String word, String plural, boolean namespaced) {
      this.apiVersion = apiVersion;
      this.word = word;
      this.plural = plural;
      this.namespaced = namespaced;
    }

    String group() {
      return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    }
  }

  enum Trait {
    /** {@code Prune=false}. */
    STAYS,
    /** A second key that a commit may take away again. */
    MORE,
    /** A hook before, or after, the sync. */
    BEFORE,
    AFTER
  }

  boolean hook() {
    return traits.contains(Trait.BEFORE) || traits.contains(Trait.AFTER);
  }

  Wanted saying(int other) {
    return new Wanted(kind, name, other, wave, traits);
  }

  Wanted inWave(int other) {
    return new Wanted(kind, name, value, other, traits);
  }

  Wanted named(String other) {
    return new Wanted(kind, other, value, wave, traits);
  }

  Wanted with(Trait trait) {
    Set<Trait> more = new LinkedHashSet<>(traits);
    more.add(trait);
    return new Wanted(kind, name, value, wave, more);
  }

  Wanted without(Trait trait) {
    Set<Trait> less = new LinkedHashSet<>(traits);
    less.remove(trait);
    return new Wanted(kind, name, value, wave, less);
  }

  /** The keys and values that its content has, for kinds that have any. */
  Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    content.put("key", text());
    if (traits.contains(Trait.MORE)) {
      content.put("more", "yes");
    }
    return content;
  }

  String text() {
    return kind == Kind.SECRET ? CANARY + value : "v" + value;
  }

  String file() {
    return name + ".yaml";
  }

  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("apiVersion: ").append(kind.apiVersion).append("\nkind: ").append(kind.word);
    yaml.append("\nmetadata:\n  name: ").append(name).append("\n  labels: {team: sim}\n");
    yaml.append(annotations());
    return yaml.append(body()).toString();
  }

  private String annotations() {
    Map<String, String> lines = new TreeMap<>();
    if (wave != 0) {
      lines.put("argocd.argoproj.io/sync-wave", Integer.toString(wave));
    }
    if (traits.contains(Trait.STAYS)) {
      lines.put("argocd.argoproj.io/sync-options", "Prune=false");
    }
    if (hook()) {
      lines.put("argocd.argoproj.io/hook", traits.contains(Trait.BEFORE) ? "PreSync" : "PostSync");
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((key, value) ->
        text.append("    ").append(key).append(": \"").append(value).append("\"\n"));
    return text.isEmpty() ? "" : "  annotations:\n" + text;
  }

  private String body() {
    return switch (kind) {
      case CONFIG_MAP -> "data:\n" + entries();
      case SECRET -> "stringData:\n" + entries();
      case DEPLOYMENT -> "spec:\n  replicas: " + (1 + value % 3) + "\n" + pods("  ", "");
      case STATEFUL_SET -> "spec:\n  serviceName: " + name + "\n  replicas: 1\n" + pods("  ", "");
      case JOB ->
          "spec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n"
              + "        - name: main\n          image: "
              + image()
              + "\n";
      case CLUSTER_ROLE ->
          "rules:\n  - apiGroups: [\"\"]\n    resources: [pods]\n    verbs: [get]\n"
              + "    resourceNames: [\""
              + text()
              + "\"]\n";
    };
  }

  private String entries() {
    StringBuilder text = new StringBuilder();
    content()
        .forEach((key, value) ->
            text.append("  ").append(key).append(": \"").append(value).append("\"\n"));
    return text.toString();
  }

  String image() {
    return "registry.local/shop:" + text();
  }

  private String pods(String indent, String more) {
    return indent
        + "selector:\n"
        + indent
        + "  matchLabels: {app: "
        + name
        + "}\n"
        + indent
        + "template:\n"
        + indent
        + "  metadata:\n"
        + indent
        + "    labels: {app: "
        + name
        + "}\n"
        + indent
        + "  spec:\n"
        + indent
        + "    containers:\n"
        + indent
        + "      - name: main\n"
        + indent
        + "        image: "
        + image()
        + "\n"
        + more;
  }
}
