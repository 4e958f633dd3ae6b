package dev.kilter.cli.project;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.ManifestFile;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter proj create}. */
@Command(name = "create", description = "Create a project from flags, a file or stdin.")
public final class ProjCreate extends Verb {
  @Parameters(paramLabel = "PROJECT", arity = "0..1", description = "Name.")
  String name = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Manifest; - for stdin.")
  String file = "";

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
      names = "--deny-namespaced-resource",
      paramLabel = "GROUP/KIND",
      description = "Denied kind with a namespace.")
  List<String> deniedKinds = new ArrayList<>();

  @Option(
      names = "--source-namespaces",
      paramLabel = "NAMESPACE",
      description = "Where its applications may live.")
  List<String> sourceNamespaces = new ArrayList<>();

  @Option(names = "--orphaned-resources", description = "Watch for objects that nobody manages.")
  boolean orphaned;

  @Option(names = "--upsert", description = "Change it where it exists with another spec.")
  boolean upsert;

  public ProjCreate(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    for (Document base : file.isEmpty() ? List.of(named()) : ManifestFile.read(session, file)) {
      Document created = session.client().projects().create(filled(base), upsert);
      session.out().println("project \"" + created.text("metadata", "name") + "\" created");
    }
    return ExitCode.OK;
  }

  private Document named() {
    if (name.isEmpty()) {
      throw CommandFailure.usage(
          "No project was named.",
          "Give a name with flags, or a manifest with -f.",
          "kilter proj create shop --src URL --dest https://kubernetes.default.svc,shop");
    }
    return Document.EMPTY.with(name, "metadata", "name").with(Map.of(), "spec");
  }

  private Document filled(Document base) {
    Document project = base;
    if (!description.isEmpty()) {
      project = project.with(description, "spec", "description");
    }
    project = list(project, "sourceRepos", sources, source -> source);
    project = list(project, "destinations", destinations, ProjCreate::destination);
    project = list(project, "clusterResourceWhitelist", allowedClusterKinds, ProjCreate::kind);
    project = list(project, "namespaceResourceBlacklist", deniedKinds, ProjCreate::kind);
    project = list(project, "sourceNamespaces", sourceNamespaces, one -> one);
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
          "\"" + text + "\" is no destination.", "It has the form SERVER,NAMESPACE.");
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
