package dev.kilter.cli.project;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The flags that describe a project. */
final class ProjectOptions {
  @Option(names = "--description", paramLabel = "TEXT", description = "For people.")
  String description = "";

  @Option(
      names = {"-s", "--src"},
      paramLabel = "URL",
      description = "Allowed repository.")
  List<String> sources = new ArrayList<>();

  @Option(
      names = {"-d", "--dest"},
      paramLabel = "SERVER,NAMESPACE",
      description = "Allowed destination.")
  List<String> destinations = new ArrayList<>();

  @Option(
      names = "--allow-cluster-resource",
      paramLabel = "GROUP/KIND",
      description = "Allowed kind without namespace.")
  List<String> allowedClusterKinds = new ArrayList<>();

  @Option(
      names = "--deny-cluster-resource",
      paramLabel = "GROUP/KIND",
      description = "Denied kind without namespace.")
  List<String> deniedClusterKinds = new ArrayList<>();

  @Option(
      names = "--allow-namespaced-resource",
      paramLabel = "GROUP/KIND",
      description = "Allowed kind with a namespace.")
  List<String> allowedKinds = new ArrayList<>();

  @Option(
      names = "--deny-namespaced-resource",
      paramLabel = "GROUP/KIND",
      description = "Denied kind with a namespace.")
  List<String> deniedKinds = new ArrayList<>();

  @Option(
      names = "--source-namespaces",
      paramLabel = "NAMESPACE",
      split = ",",
      description = "Where its applications may live.")
  List<String> sourceNamespaces = new ArrayList<>();

  @Option(names = "--orphaned-resources", description = "Watch for objects that nobody manages.")
  boolean orphaned;

  @Option(
      names = "--orphaned-resources-warn",
      description = "Watch for them, and warn where there are some.")
  boolean orphanedWarn;

  /** The project with what the flags say; what they do not mention stays. */
  Document onto(Document base) {
    Document project = base;
    if (!description.isEmpty()) {
      project = project.with(description, "spec", "description");
    }
    project = list(project, "sourceRepos", sources, source -> source);
    project = list(project, "destinations", destinations, ProjectOptions::destination);
    project = list(project, "clusterResourceWhitelist", allowedClusterKinds, ProjectOptions::kind);
    project = list(project, "clusterResourceBlacklist", deniedClusterKinds, ProjectOptions::kind);
    project = list(project, "namespaceResourceWhitelist", allowedKinds, ProjectOptions::kind);
    project = list(project, "namespaceResourceBlacklist", deniedKinds, ProjectOptions::kind);
    project = list(project, "sourceNamespaces", sourceNamespaces, one -> one);
    if (orphanedWarn) {
      return project.with(Map.of("warn", true), "spec", "orphanedResources");
    }
    return orphaned ? project.with(Map.of(), "spec", "orphanedResources") : project;
  }

  private static Document list(
      Document project, String member, List<String> texts, Function<String, Object> read) {
    return texts.isEmpty()
        ? project
        : project.with(texts.stream().map(read).toList(), "spec", member);
  }

  private static Object destination(String text) {
    int comma = text.lastIndexOf(',');
    if (comma < 1) {
      throw CommandFailure.usage(
          "\"" + text + "\" is no destination.",
          "It has the form SERVER,NAMESPACE.",
          "--dest https://kubernetes.default.svc,shop");
    }
    String cluster = text.substring(0, comma);
    String member = cluster.contains("://") || cluster.contains("*") ? "server" : "name";
    return Document.pair(member, cluster, "namespace", text.substring(comma + 1));
  }

  private static Object kind(String text) {
    int slash = text.lastIndexOf('/');
    return Document.pair(
        "group", slash < 0 ? "" : text.substring(0, slash), "kind", text.substring(slash + 1));
  }
}
