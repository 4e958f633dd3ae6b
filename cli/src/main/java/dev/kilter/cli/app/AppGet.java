package dev.kilter.cli.app;

import dev.kilter.api.ApiException;
import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter app get}. */
@Command(name = "get", description = "Show one application: how it does, and why.")
public final class AppGet extends Verb {
  @Parameters(paramLabel = "APP", description = "Name, or NAMESPACE/NAME.")
  String name = "";

  @Option(names = "--refresh", description = "Compare again first.")
  boolean refresh;

  @Option(names = "--hard-refresh", description = "Render and compare again first.")
  boolean hardRefresh;

  @Option(names = "--show-operation", description = "Show the last operation too.")
  boolean showOperation;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = OutputFormat.Converter.class,
      description = "wide, json, yaml, name, tree or tree=detailed.")
  OutputFormat output = OutputFormat.TEXT;

  public AppGet(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = session.app(name);
    ApplicationDocument application =
        session.applications().get(app, Refreshes.of(refresh, hardRefresh));
    Optional<String> machine = output.machineText(AppText.exported(application));
    session.out().print(machine.isPresent() ? machine.get() : text(app, application));
    return ExitCode.OK;
  }

  private String text(AppRef app, ApplicationDocument application) {
    return switch (output) {
      case NAME -> AppText.qualifiedName(application) + "\n";
      case TREE, TREE_DETAILED -> tree(app, application);
      default ->
          new Screen(
                  application,
                  explained(app),
                  session.style(),
                  session.console().ticker().instant())
              .text(showOperation || output == OutputFormat.WIDE);
    };
  }

  private String tree(AppRef app, ApplicationDocument application) {
    Document tree = session.noticed(session.applications().resourceTree(app));
    return new ResourceTree(session.style(), output == OutputFormat.TREE_DETAILED)
        .of(AppText.qualifiedName(application), tree.documents("nodes"))
        .text(session.style());
  }

  /** The explanation is the best part of the screen, but not worth losing the rest. */
  private Document explained(AppRef app) {
    try {
      return session.noticed(session.applications().explain(app));
    } catch (ApiException e) {
      return Document.EMPTY.with("No explanation: " + e.problem().failed(), "headline");
    }
  }
}
