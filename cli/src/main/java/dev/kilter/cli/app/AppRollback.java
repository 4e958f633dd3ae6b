package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.RollbackRequest;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Timeout;
import dev.kilter.cli.session.Verb;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter app rollback}. */
@Command(name = "rollback", description = "Go back to an earlier deployment.")
public final class AppRollback extends Verb {
  @Mixin OneApp named = new OneApp();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "From app history; the deployment before the last where it is left out.")
  @Nullable Long id;

  @Option(
      names = "--hold",
      description = "Hold auto-sync off until Git has something else, or app resume.")
  boolean hold;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown with the hold.")
  String reason = "";

  @Option(names = "--until", paramLabel = "TIME", description = "When the hold ends, RFC 3339.")
  String until = "";

  @Option(names = "--prune", description = "Delete what the earlier deployment did not have.")
  boolean prune;

  @Option(names = "--dry-run", description = "Change nothing.")
  boolean dryRun;

  @Option(names = "--async", description = "Do not wait for the end.")
  boolean async;

  @Mixin Timeout timeout = new Timeout();

  @Mixin OutputOption output = new OutputOption();

  public AppRollback(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    session
        .applications()
        .rollback(
            app, new RollbackRequest(Optional.ofNullable(id), prune, dryRun, hold, reason, until));
    SyncRun run = new SyncRun(session, timeout.seconds(), output.format());
    if (async) {
      return run.started(app);
    }
    run.finished(app);
    if (hold && !dryRun) {
      session.err().println("auto-sync is held off; kilter app resume " + app + " ends it");
    }
    return ExitCode.OK;
  }
}
