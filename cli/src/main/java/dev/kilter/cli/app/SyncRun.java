package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.SyncRequest;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.CommandFailure.Report;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Style;
import java.util.List;

/** Starts an operation and follows it to its end. */
final class SyncRun {
  private final Session session;
  private final long timeout;
  private final OutputFormat output;

  SyncRun(Session session, long timeout) {
    this(session, timeout, OutputFormat.TEXT);
  }

  SyncRun(Session session, long timeout, OutputFormat output) {
    this.session = session;
    this.timeout = timeout;
    this.output = output;
  }

  ExitCode sync(AppRef app, SyncRequest request, boolean async) {
    session.applications().sync(app, request);
    return async ? started(app) : finished(app);
  }

  ExitCode started(AppRef app) {
    session
        .err()
        .println(
            session.style().symbol(Style.Symbol.START)
                + " operation of \""
                + app
                + "\" started; watch it: kilter app wait "
                + app);
    return ExitCode.OK;
  }

  /** Waits for the end of the operation and prints what it came to. */
  ExitCode finished(AppRef app) {
    ApplicationDocument application =
        new Watcher(session, timeout).until(app, one -> !one.operationInProgress());
    Document state = application.operationState();
    if (!state.text("phase").equals("Succeeded")) {
      throw failed(app, state);
    }
    Results.print(session, output, application);
    state.documents("syncResult", "resources").stream()
        .filter(result -> result.text("status").equals("PruneSkipped"))
        .forEach(result -> session.err().println(skipped(result)));
    return ExitCode.OK;
  }

  private String skipped(Document result) {
    return session.style().yellow(session.style().symbol(Style.Symbol.NOTE))
        + " not deleted: "
        + AppText.place(result)
        + ", "
        + result.text("message");
  }

  private CommandFailure failed(AppRef app, Document state) {
    List<String> causes =
        state.documents("syncResult", "resources").stream()
            .filter(result ->
                result.text("status").equals("SyncFailed")
                    || result.text("hookPhase").equals("Failed"))
            .map(result -> AppText.place(result) + ": " + result.text("message"))
            .toList();
    Why why = Why.of(session, app);
    return new CommandFailure(
        new Report(
            ExitCode.SYNC_FAILED,
            "The sync of \"" + app + "\" failed.",
            why.text(causes.isEmpty() ? List.of(state.text("message")) : causes),
            why.remedies("kilter app explain " + app),
            "Operation has completed with phase: "
                + state.text("phase")
                + ", "
                + state.text("message")));
  }
}
