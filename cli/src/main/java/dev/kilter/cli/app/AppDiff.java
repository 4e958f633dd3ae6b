package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.print.UnifiedDiff;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Style;
import dev.kilter.cli.session.Verb;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter app diff}: what differs, why, and who made it so. */
@Command(name = "diff", description = "Show what a sync would change, and who made the difference.")
public final class AppDiff extends Verb {
  @Parameters(paramLabel = "APP", description = "Name, or NAMESPACE/NAME.")
  String name = "";

  @Option(names = "--yaml", description = "Whole objects as a unified diff.")
  boolean yaml;

  @Option(names = "--refresh", description = "Compare again first.")
  boolean refresh;

  @Option(names = "--hard-refresh", description = "Render and compare again first.")
  boolean hardRefresh;

  @Option(
      names = "--exit-code",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "End with a code of its own where something differs.")
  boolean exitCode;

  @Option(names = "--diff-exit-code", paramLabel = "N", description = "That code; 1 by default.")
  int diffExitCode = 1;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = OutputFormat.Converter.class,
      description = "wide, json, yaml, name or tree.")
  OutputFormat output = OutputFormat.TEXT;

  private boolean differs;

  public AppDiff(Session session) {
    super(session);
  }

  /** The code for "differs" is the user's to choose. */
  @Override
  public Integer call() {
    int code = super.call();
    return code == 0 && differs && exitCode ? diffExitCode : code;
  }

  @Override
  protected ExitCode run() {
    AppRef app = session.app(name);
    Refresh asked = Refreshes.of(refresh, hardRefresh);
    if (asked != Refresh.NONE) {
      session.applications().get(app, asked);
    }
    Document answer = session.noticed(session.applications().managedResources(app));
    List<Document> changed =
        answer.documents("items").stream().filter(AppDiff::isOutOfSync).toList();
    differs = !changed.isEmpty();
    print(app, changed);
    return ExitCode.OK;
  }

  private static boolean isOutOfSync(Document item) {
    return item.text("kilter", "sync").equals("OutOfSync") || item.flag("modified");
  }

  private void print(AppRef app, List<Document> changed) {
    Optional<String> machine = output.machineText(changed);
    String external = session.console().variable("KUBECTL_EXTERNAL_DIFF");
    if (machine.isPresent()) {
      session.out().print(machine.get());
    } else if (output == OutputFormat.NAME) {
      changed.forEach(item -> session.out().println(AppText.place(item)));
    } else if (output.isTree()) {
      session.out().print(tree(app, changed));
    } else if (!external.isEmpty() && differs) {
      new ExternalDiff(session, external).show(changed);
    } else {
      changed.forEach(this::print);
    }
  }

  private void print(Document item) {
    session.out().println(headline(item));
    if (yaml) {
      session.out().print(painted(UnifiedDiff.of(before(item), after(item))));
    } else {
      item.texts("kilter", "differences").forEach(line -> session.out().println("    " + line));
    }
  }

  private String headline(Document item) {
    Style style = session.style();
    boolean absent = item.text("liveState").equals("null") && knowsStates(item);
    boolean leaving = item.text("targetState").equals("null") && knowsStates(item);
    String mark = absent ? style.green("+") : leaving ? style.red("-") : style.yellow("~");
    String drift = item.text("kilter", "drift");
    return mark + " " + style.bold(AppText.place(item)) + (drift.isEmpty() ? "" : "   " + drift);
  }

  /** Without a controller neither side is known. */
  private static boolean knowsStates(Document item) {
    return !item.text("liveState").equals(item.text("targetState"));
  }

  private String tree(AppRef app, List<Document> changed) {
    Tree tree = new Tree(app.toString());
    for (Document item : changed) {
      Tree object = tree.child(headline(item));
      item.texts("kilter", "differences").forEach(object::child);
    }
    return tree.text(session.style());
  }

  static String before(Document item) {
    return yaml(item.text("normalizedLiveState"), item.text("liveState"));
  }

  static String after(Document item) {
    return yaml(item.text("predictedLiveState"), item.text("targetState"));
  }

  private static String yaml(String preferred, String other) {
    String json = preferred.isEmpty() || preferred.equals("null") ? other : preferred;
    return json.isEmpty() || json.equals("null") ? "" : Yaml.text(Json.parse(json));
  }

  private String painted(String diff) {
    Style style = session.style();
    StringBuilder text = new StringBuilder();
    diff.lines()
        .forEach(line ->
            text.append(
                    switch (line.charAt(0)) {
                      case '+' -> style.green(line);
                      case '-' -> style.red(line);
                      case '@' -> style.cyan(line);
                      default -> line;
                    })
                .append('\n'));
    return text.toString();
  }
}
