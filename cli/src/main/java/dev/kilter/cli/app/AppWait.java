package dev.kilter.cli.app;

import dev.kilter.api.ApiException;
import dev.kilter.api.ProblemKind;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Progress;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Timeout;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter app wait}. */
@Command(name = "wait", description = "Wait until applications are as wanted.")
public final class AppWait extends Verb {
  @Mixin AppNames names = new AppNames();
  @Mixin WaitConditions conditions = new WaitConditions();

  @Mixin Timeout timeout = new Timeout();

  @Mixin OutputOption output = new OutputOption();

  public AppWait(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    Watcher watcher = new Watcher(session, timeout.seconds());
    for (AppRef app : names.of(session)) {
      if (conditions.delete) {
        untilGone(watcher, app);
      } else {
        Results.print(session, output.format(), watcher.until(app, conditions.all()));
      }
    }
    return ExitCode.OK;
  }

  private void untilGone(Watcher watcher, AppRef app) {
    Progress progress = new Progress(session.console());
    while (true) {
      try {
        ApplicationDocument application = session.applications().get(app, Refresh.NONE);
        progress.show(new StepLines(session.style()).of(application));
      } catch (ApiException e) {
        if (e.problem().kind() == ProblemKind.NOT_FOUND) {
          session.out().println("application \"" + app + "\" deleted");
          return;
        }
        throw e;
      }
      watcher.pause(app, progress, Watcher.GoesOn.DELETION);
    }
  }
}
