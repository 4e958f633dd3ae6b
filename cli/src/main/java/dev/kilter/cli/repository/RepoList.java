package dev.kilter.cli.repository;

import dev.kilter.api.Document;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter repo list}. */
@Command(name = "list", description = "List repositories with settings of their own.")
public final class RepoList extends Verb {
  @Mixin OutputOption output = new OutputOption();

  public RepoList(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    List<Document> repositories = session.client().repositories().list();
    Optional<String> machine = output.format().machineText(repositories);
    session.out().print(machine.isPresent() ? machine.get() : text(repositories));
    return ExitCode.OK;
  }

  private String text(List<Document> repositories) {
    if (output.format() == OutputFormat.NAME) {
      StringBuilder text = new StringBuilder();
      repositories.forEach(one -> text.append(one.text("repo")).append('\n'));
      return text.toString();
    }
    return output.format().isTree() ? tree(repositories) : table(repositories);
  }

  private static String table(List<Document> repositories) {
    Table table = new Table("TYPE", "NAME", "REPO", "INSECURE", "OCI", "LFS", "CREDS", "PROJECT");
    for (Document one : repositories) {
      table.row(
          one.text("type"),
          one.text("name"),
          one.text("repo"),
          Boolean.toString(one.flag("insecure")),
          Boolean.toString(one.flag("enableOCI")),
          Boolean.toString(one.flag("enableLfs")),
          Boolean.toString(one.flag("hasCredentials")),
          one.text("project"));
    }
    return table.text();
  }

  private String tree(List<Document> repositories) {
    Map<String, Tree> projects = new TreeMap<>();
    for (Document one : repositories) {
      String project = one.text("project").isEmpty() ? "every project" : one.text("project");
      projects.computeIfAbsent(project, Tree::new).child(one.text("repo"));
    }
    StringBuilder text = new StringBuilder();
    projects.values().forEach(tree -> text.append(tree.text(session.style())));
    return text.toString();
  }
}
