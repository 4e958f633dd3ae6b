package dev.kilter.cli.app;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.AtRevisions;
import dev.kilter.api.client.Refresh;
import dev.kilter.api.client.SyncRequest;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Question;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Timeout;
import dev.kilter.cli.session.Verb;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app sync}. */
@Command(name = "sync", description = "Make the cluster match Git.")
public final class AppSync extends Verb {
  @Mixin AppNames names = new AppNames();
  @Mixin RevisionOptions revisions = new RevisionOptions();
  @Mixin ApplyOptions how = new ApplyOptions();
  @Mixin ObjectOptions objects = new ObjectOptions();
  @Mixin RetryOptions retry = new RetryOptions();
  @Mixin Timeout timeout = new Timeout();
  @Mixin OutputOption output = new OutputOption();

  @Option(names = "--info", paramLabel = "NAME=VALUE", description = "Noted with the operation.")
  List<String> infos = new ArrayList<>();

  @Option(names = "--confirm", paramLabel = "HASH", description = "Do the held deletions.")
  String confirm = "";

  @Option(names = "--preview-changes", description = "Show what would change, and ask first.")
  boolean preview;

  @Option(names = "--assumeYes", description = "Do not ask.")
  boolean assumeYes;

  @Option(names = "--async", description = "Do not wait for the end.")
  boolean async;

  @Option(
      names = {"-w", "--watch"},
      description = "Follow it, as is the default.")
  boolean watch;

  public AppSync(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    how.strategy();
    List<AppRef> apps = names.of(session);
    SyncRun run = new SyncRun(session, timeout.seconds(), output.format());
    for (AppRef app : apps) {
      if (!preview || agreed(app)) {
        run.sync(app, request(app), async);
      }
    }
    return ExitCode.OK;
  }

  /** As argocd asks: what would change is on stdout, the question on stderr. */
  private boolean agreed(AppRef app) {
    new Differences(session, app, revisions.asked(session, app)).print(Differences.Form.FIELDS);
    if (assumeYes || Question.isAgreed(session, "Sync \"" + app + "\"? (y/n) ", "y", "yes")) {
      return true;
    }
    session.err().println("\"" + app + "\" was not synced");
    return false;
  }

  private SyncRequest request(AppRef app) {
    AtRevisions at = revisions.asked(session, app);
    return new SyncRequest(
        at.revisions(),
        at.sourcePositions(),
        how.prune || !confirm.isEmpty(),
        how.dryRun,
        how.strategy(),
        how.force,
        objects.selectors(session, app, at),
        infos,
        how.syncOptions(() -> ofTheSpec(app)),
        retry.asked(),
        confirm);
  }

  private List<String> ofTheSpec(AppRef app) {
    return session
        .applications()
        .get(app, Refresh.NONE)
        .tree()
        .texts("spec", "syncPolicy", "syncOptions");
  }
}
