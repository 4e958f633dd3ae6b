package dev.kilter.cli.project;

import dev.kilter.api.Document;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kilter proj get}. */
@Command(name = "get", description = "Show one project.")
public final class ProjGet extends Verb {
  @Parameters(paramLabel = "PROJECT", description = "Name.")
  String name = "";

  @Mixin OutputOption output = new OutputOption();

  public ProjGet(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    Document project = session.client().projects().get(name).without("metadata", "managedFields");
    Optional<String> machine = output.format().machineText(project);
    session.out().print(machine.isPresent() ? machine.get() : text(project));
    return ExitCode.OK;
  }

  private String text(Document project) {
    if (output.format() == OutputFormat.NAME) {
      return project.text("metadata", "name") + "\n";
    }
    StringBuilder text = new StringBuilder();
    line(text, "Name", List.of(project.text("metadata", "name")));
    line(text, "Description", List.of(project.text("spec", "description")));
    line(
        text,
        "Destinations",
        project.documents("spec", "destinations").stream().map(ProjectText::destination).toList());
    line(text, "Repositories", project.texts("spec", "sourceRepos"));
    line(text, "Source Namespaces", project.texts("spec", "sourceNamespaces"));
    line(text, "Allowed Cluster Resources", kinds(project, "clusterResourceWhitelist"));
    line(text, "Denied Cluster Resources", kinds(project, "clusterResourceBlacklist"));
    line(text, "Allowed Namespaced Resources", kinds(project, "namespaceResourceWhitelist"));
    line(text, "Denied Namespaced Resources", kinds(project, "namespaceResourceBlacklist"));
    line(
        text,
        "Orphaned Resources",
        List.of(project.has("spec", "orphanedResources") ? "enabled" : "disabled"));
    return text.toString();
  }

  private static List<String> kinds(Document project, String member) {
    return project.documents("spec", member).stream().map(ProjectText::kind).toList();
  }

  private static void line(StringBuilder text, String name, List<String> values) {
    String indent = " ".repeat(30);
    text.append(String.format("%-30s", name + ":"))
        .append(ProjectText.joined(values).replace("\n", "\n" + indent))
        .append('\n');
  }
}
