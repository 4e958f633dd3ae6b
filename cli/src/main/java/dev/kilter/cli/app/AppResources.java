package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app resources}. */
@Command(name = "resources", description = "Show every object of an application.")
public final class AppResources extends Verb {
  @Mixin OneApp named = new OneApp();

  @Option(names = "--orphaned", description = "Only objects that nobody manages.")
  boolean orphaned;

  @Mixin OutputOption output = new OutputOption();

  public AppResources(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    Document tree = session.noticed(session.applications().resourceTree(app));
    session.out().print(text(app, tree));
    return ExitCode.OK;
  }

  private String text(AppRef app, Document tree) {
    Optional<String> machine = output.format().machineText(tree);
    if (machine.isPresent()) {
      return machine.get();
    }
    List<Document> nodes = new ArrayList<>(orphaned ? List.of() : tree.documents("nodes"));
    List<Document> orphans = tree.documents("orphanedNodes");
    return switch (output.format()) {
      case NAME -> names(nodes, orphans);
      case TREE, TREE_DETAILED -> {
        nodes.addAll(orphans);
        yield new ResourceTree(session.style(), output.format() == OutputFormat.TREE_DETAILED)
            .of(app.toString(), nodes)
            .text(session.style());
      }
      default -> table(nodes, orphans);
    };
  }

  private static String names(List<Document> nodes, List<Document> orphans) {
    StringBuilder text = new StringBuilder();
    nodes.forEach(node -> text.append(AppText.place(node)).append('\n'));
    orphans.forEach(node -> text.append(AppText.place(node)).append('\n'));
    return text.toString();
  }

  private String table(List<Document> nodes, List<Document> orphans) {
    Table table = new Table("GROUP", "KIND", "NAMESPACE", "NAME", "HEALTH", "ORPHANED");
    nodes.forEach(node -> row(table, node, "No"));
    orphans.forEach(node -> row(table, node, "Yes"));
    return table.text();
  }

  private void row(Table table, Document node, String orphan) {
    table.row(
        node.text("group"),
        node.text("kind"),
        node.text("namespace"),
        node.text("name"),
        session.style().status(node.text("health", "status")),
        orphan);
  }
}
