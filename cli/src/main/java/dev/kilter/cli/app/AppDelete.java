package dev.kilter.cli.app;

import dev.kilter.api.ApiException;
import dev.kilter.api.ProblemKind;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.Progress;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Question;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Timeout;
import dev.kilter.cli.session.Verb;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app delete}; asks first where a person is there, as argocd does. */
@Command(name = "delete", description = "Delete applications, and by default their objects.")
public final class AppDelete extends Verb {
  @Mixin AppNames names = new AppNames();

  @Option(
      names = "--cascade",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Delete the application's objects too.")
  boolean cascade;

  @Option(
      names = {"-p", "--propagation-policy"},
      paramLabel = "POLICY",
      description = "foreground or background.")
  String propagation = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  @Option(names = "--wait", description = "Wait until they are gone.")
  boolean wait;

  @Mixin Timeout timeout = new Timeout();

  public AppDelete(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    List<AppRef> apps = names.of(session);
    for (AppRef app : apps) {
      if (cascade && !yes && session.console().terminal().interactive() && !agreed(app)) {
        session.err().println("\"" + app + "\" was not deleted");
        continue;
      }
      session.applications().delete(app, cascade, propagation);
      if (wait) {
        untilGone(app);
      }
      session
          .out()
          .println("application \"" + app + "\" " + (wait ? "deleted" : "deletion requested"));
    }
    return ExitCode.OK;
  }

  private boolean agreed(AppRef app) {
    return Question.isAgreed(
        session,
        "Delete \"" + app + "\" and all its objects? Type the application's name: ",
        app.name(),
        "y");
  }

  private void untilGone(AppRef app) {
    Watcher watcher = new Watcher(session, timeout.seconds());
    Progress progress = new Progress(session.console());
    while (true) {
      try {
        if (!session
            .applications()
            .get(app, Refresh.NONE)
            .tree()
            .has("metadata", "deletionTimestamp")) {
          throw CommandFailure.usage(
              "\"" + app + "\" is there again.",
              "Somebody created it anew meanwhile.",
              "kilter app get " + app);
        }
        progress.show(List.of("deleting " + app));
      } catch (ApiException e) {
        if (e.problem().kind() == ProblemKind.NOT_FOUND) {
          return;
        }
        throw e;
      }
      watcher.pause(app, progress, Watcher.GoesOn.DELETION);
    }
  }
}
