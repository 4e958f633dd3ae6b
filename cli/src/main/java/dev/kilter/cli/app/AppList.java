package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.ListQuery;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.print.Watched;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Style;
import dev.kilter.cli.session.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app list}. */
@Command(name = "list", description = "List applications.")
public final class AppList extends Verb {
  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description = "By label.")
  String selector = "";

  @Option(
      names = {"-p", "--project"},
      paramLabel = "PROJECT",
      description = "By project.")
  List<String> projects = new ArrayList<>();

  @Option(
      names = {"-r", "--repo"},
      paramLabel = "URL",
      description = "By repository.")
  String repo = "";

  @Option(
      names = {"-P", "--path"},
      paramLabel = "PATH",
      description = "By path of the source.")
  String path = "";

  @Option(
      names = {"-c", "--cluster"},
      paramLabel = "CLUSTER",
      description = "By cluster, name or URL.")
  String cluster = "";

  @Mixin Watched watched = new Watched();
  @Mixin OutputOption output = new OutputOption();

  public AppList(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    watched.print(session, output.format(), () -> text(found()));
    return ExitCode.OK;
  }

  private List<ApplicationDocument> found() {
    ListQuery query = new ListQuery(selector, projects, repo, session.appNamespace(), cluster);
    return session.applications().list(query).stream()
        .filter(one -> path.isEmpty() || one.source().text("path").equals(path))
        .toList();
  }

  private String text(List<ApplicationDocument> applications) {
    List<Document> documents = applications.stream().map(AppText::exported).toList();
    Optional<String> machine = output.format().machineText(documents);
    if (machine.isPresent()) {
      return machine.get();
    }
    if (output.format() == OutputFormat.NAME) {
      StringBuilder names = new StringBuilder();
      applications.forEach(one -> names.append(AppText.qualifiedName(one)).append('\n'));
      return names.toString();
    }
    return output.format().isTree() ? tree(applications) : table(applications);
  }

  private String table(List<ApplicationDocument> applications) {
    boolean wide = output.format() == OutputFormat.WIDE;
    List<String> headers =
        new ArrayList<>(
            List.of(
                "NAME",
                "CLUSTER",
                "NAMESPACE",
                "PROJECT",
                "STATUS",
                "HEALTH",
                "SYNCPOLICY",
                "CONDITIONS"));
    if (wide) {
      headers.addAll(List.of("REPO", "PATH", "TARGET"));
    }
    Table table = new Table(headers.toArray(String[]::new));
    for (ApplicationDocument one : applications) {
      List<String> cells = cells(one, session.style());
      if (wide) {
        Document source = one.source();
        cells.addAll(
            List.of(source.text("repoURL"), source.text("path"), source.text("targetRevision")));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.text();
  }

  private static List<String> cells(ApplicationDocument one, Style style) {
    return new ArrayList<>(
        List.of(
            AppText.qualifiedName(one),
            one.cluster(),
            one.destinationNamespace(),
            one.project(),
            style.status(one.syncStatus()),
            style.status(one.healthStatus()),
            one.syncPolicy(),
            AppText.conditions(one)));
  }

  private String tree(List<ApplicationDocument> applications) {
    Style style = session.style();
    Map<String, Tree> projects = new TreeMap<>();
    for (ApplicationDocument one : applications) {
      projects
          .computeIfAbsent(one.project(), Tree::new)
          .child(
              AppText.qualifiedName(one)
                  + "  "
                  + style.status(one.syncStatus())
                  + "  "
                  + style.status(one.healthStatus()));
    }
    StringBuilder text = new StringBuilder();
    projects.values().forEach(tree -> text.append(tree.text(style)));
    return text.toString();
  }
}
