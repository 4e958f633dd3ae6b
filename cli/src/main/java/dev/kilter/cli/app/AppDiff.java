package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app diff}: what differs, why, and who made it so. */
@Command(name = "diff", description = "Show what a sync would change, and who made the difference.")
public final class AppDiff extends Verb {
  @Mixin OneApp named = new OneApp();

  @Mixin RevisionOptions revisions = new RevisionOptions();

  @Option(names = "--yaml", description = "Whole objects as a unified diff.")
  boolean yaml;

  @Mixin RefreshOptions refresh = new RefreshOptions();

  @Option(
      names = "--exit-code",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "End with a code of its own where something differs.")
  boolean exitCode;

  @Option(names = "--diff-exit-code", paramLabel = "N", description = "That code; 1 by default.")
  int diffExitCode = 1;

  @Mixin OutputOption output = new OutputOption();

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
    AppRef app = named.in(session);
    if (refresh.asked() != Refresh.NONE) {
      session.applications().get(app, refresh.asked());
    }
    Differences differences = new Differences(session, app, revisions.asked(session, app));
    differs = !differences.isEmpty();
    print(differences);
    return ExitCode.OK;
  }

  private void print(Differences differences) {
    OutputFormat format = output.format();
    Optional<String> machine = format.machineText(differences.changed());
    String external = session.console().variable("KUBECTL_EXTERNAL_DIFF");
    if (machine.isPresent()) {
      session.out().print(machine.get());
    } else if (format == OutputFormat.NAME) {
      differences.changed().forEach(item -> session.out().println(AppText.place(item)));
    } else if (format.isTree()) {
      session.out().print(differences.tree());
    } else if (!external.isEmpty() && differs) {
      new ExternalDiff(session, external).show(differences.changed());
    } else {
      boolean whole = yaml || format == OutputFormat.WIDE;
      differences.print(whole ? Differences.Form.OBJECTS : Differences.Form.FIELDS);
    }
  }
}
