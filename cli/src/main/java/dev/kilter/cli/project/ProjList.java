package dev.kilter.cli.project;

import dev.kilter.api.Document;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter proj list}. */
@Command(name = "list", description = "List projects.")
public final class ProjList extends Verb {
  @Mixin OutputOption output = new OutputOption();

  public ProjList(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    List<Document> projects =
        session.client().projects().list().stream()
            .map(project -> project.without("metadata", "managedFields"))
            .toList();
    Optional<String> machine = output.format().machineText(projects);
    session.out().print(machine.isPresent() ? machine.get() : text(projects));
    return ExitCode.OK;
  }

  private String text(List<Document> projects) {
    StringBuilder text = new StringBuilder();
    switch (output.format()) {
      case NAME -> projects.forEach(one -> text.append(name(one)).append('\n'));
      case TREE, TREE_DETAILED ->
          projects.forEach(one -> text.append(tree(one).text(session.style())));
      default -> text.append(table(projects));
    }
    return text.toString();
  }

  private static String name(Document project) {
    return project.text("metadata", "name");
  }

  private static Tree tree(Document project) {
    Tree tree = new Tree(name(project));
    project.texts("spec", "sourceRepos").forEach(repo -> tree.child("from " + repo));
    project
        .documents("spec", "destinations")
        .forEach(one -> tree.child("to " + ProjectText.destination(one)));
    return tree;
  }

  private static String table(List<Document> projects) {
    Table table =
        new Table(
            "NAME",
            "DESCRIPTION",
            "DESTINATIONS",
            "SOURCES",
            "CLUSTER-RESOURCE-WHITELIST",
            "NAMESPACE-RESOURCE-BLACKLIST",
            "ORPHANED-RESOURCES");
    for (Document project : projects) {
      table.row(
          name(project),
          project.text("spec", "description"),
          ProjectText.destinations(project),
          ProjectText.sources(project),
          ProjectText.kinds(project.documents("spec", "clusterResourceWhitelist")),
          ProjectText.kinds(project.documents("spec", "namespaceResourceBlacklist")),
          project.has("spec", "orphanedResources") ? "enabled" : "disabled");
    }
    return table.text();
  }
}
