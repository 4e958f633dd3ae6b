package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.AtRevisions;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app manifests}. */
@Command(name = "manifests", description = "Print an application's manifests.")
public final class AppManifests extends Verb {
  @Mixin OneApp named = new OneApp();

  @Option(names = "--source", paramLabel = "SIDE", description = "git (rendered) or live.")
  String source = "git";

  @Mixin RevisionOptions revisions = new RevisionOptions();

  @Mixin OutputOption output = new OutputOption();

  public AppManifests(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    List<Document> manifests =
        texts(app).stream().map(text -> Document.of(Json.parse(text))).toList();
    session
        .out()
        .print(
            switch (output.format()) {
              case JSON -> output.format().machineText(manifests).orElseThrow();
              case NAME -> names(manifests);
              case TREE, TREE_DETAILED -> tree(app, manifests);
              default -> yaml(manifests);
            });
    return ExitCode.OK;
  }

  private List<String> texts(AppRef app) {
    return switch (source) {
      case "git" ->
          session.applications().manifests(app, revisions.asked(session, app)).texts("manifests");
      case "live" ->
          session
              .noticed(session.applications().managedResources(app, AtRevisions.COMPARED))
              .documents("items")
              .stream()
              .map(item -> item.text("liveState"))
              .filter(text -> !text.isEmpty() && !text.equals("null"))
              .toList();
      default ->
          throw CommandFailure.usage(
              "There is no source \"" + source + "\".",
              "--source takes git or live.",
              "--source live");
    };
  }

  private static String yaml(List<Document> manifests) {
    StringBuilder text = new StringBuilder();
    manifests.forEach(one -> text.append("---\n").append(Yaml.text(one.root())));
    return text.toString();
  }

  private static String names(List<Document> manifests) {
    StringBuilder text = new StringBuilder();
    manifests.forEach(one -> text.append(label(one)).append('\n'));
    return text.toString();
  }

  private String tree(AppRef app, List<Document> manifests) {
    Tree tree = new Tree(app.toString());
    manifests.forEach(one -> tree.child(label(one)));
    return tree.text(session.style());
  }

  private static String label(Document manifest) {
    String namespace = manifest.text("metadata", "namespace");
    return manifest.text("apiVersion")
        + "/"
        + manifest.text("kind")
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + manifest.text("metadata", "name");
  }
}
