package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.Refresh;
import dev.kilter.api.client.SyncRequest;
import dev.kilter.api.client.SyncRequest.Retry;
import dev.kilter.api.client.SyncRequest.Selector;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import dev.kilter.codec.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app sync}. */
@Command(name = "sync", description = "Make the cluster match Git.")
public final class AppSync extends Verb {
  @Mixin AppNames names = new AppNames();

  @Option(names = "--revision", paramLabel = "REVISION", description = "Instead of the target's.")
  String revision = "";

  @Option(
      names = "--revisions",
      paramLabel = "REVISION",
      split = ",",
      description = "One a source.")
  List<String> revisions = new ArrayList<>();

  @Option(
      names = "--source-positions",
      paramLabel = "N",
      split = ",",
      description = "The sources that --revisions are for, from 1.")
  List<Long> positions = new ArrayList<>();

  @Option(names = "--prune", description = "Delete what left Git.")
  boolean prune;

  @Option(names = "--dry-run", description = "Change nothing.")
  boolean dryRun;

  @Option(names = "--force", description = "Delete and create where a change is refused.")
  boolean force;

  @Option(names = "--replace", description = "kubectl replace instead of apply.")
  boolean replace;

  @Option(names = "--server-side", description = "Server-side apply.")
  boolean serverSide;

  @Option(names = "--apply-out-of-sync-only", description = "Leave synced objects alone.")
  boolean outOfSyncOnly;

  @Option(names = "--strategy", paramLabel = "NAME", description = "hook (with hooks) or apply.")
  String strategy = "hook";

  @Option(
      names = "--resource",
      paramLabel = "GROUP:KIND:NAME",
      description = "Only these objects, GROUP:KIND:[NAMESPACE/]NAME; ! leaves some out.")
  List<String> resources = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "Only objects with this label.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(names = "--info", paramLabel = "NAME=VALUE", description = "Noted with the operation.")
  List<String> infos = new ArrayList<>();

  @Option(names = "--confirm", paramLabel = "HASH", description = "Do the held deletions.")
  String confirm = "";

  @Option(names = "--async", description = "Do not wait for the end.")
  boolean async;

  @Option(
      names = {"-w", "--watch"},
      description = "Follow it, as is the default.")
  boolean watch;

  @Option(names = "--assumeYes", hidden = true, description = "Taken from argocd's scripts.")
  boolean assumeYes;

  @Option(names = "--timeout", paramLabel = "SECONDS", description = "Longest wait; 0: no limit.")
  long timeout;

  @Mixin RetryOptions retry = new RetryOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = OutputFormat.Converter.class,
      description = "json, yaml or name; else a line for each.")
  OutputFormat output = OutputFormat.TEXT;

  public AppSync(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    if (!strategy.equals("hook") && !strategy.equals("apply")) {
      throw CommandFailure.usage(
          "There is no strategy \"" + strategy + "\".", "--strategy takes hook or apply.");
    }
    List<AppRef> apps = names.of(session);
    SyncRun run = new SyncRun(session, timeout, output);
    for (AppRef app : apps) {
      run.sync(app, request(app), async);
    }
    return ExitCode.OK;
  }

  private SyncRequest request(AppRef app) {
    List<String> asked = revisions.isEmpty() && !revision.isEmpty() ? List.of(revision) : revisions;
    return new SyncRequest(
        asked,
        positions,
        prune || !confirm.isEmpty(),
        dryRun,
        strategy,
        force,
        selectors(app),
        infos,
        options(app),
        retry.asked(),
        confirm);
  }

  /** The spec's options and those of the flags; absent where no flag was given. */
  private Optional<List<String>> options(AppRef app) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    flags.put("Replace=true", replace);
    flags.put("ServerSideApply=true", serverSide);
    flags.put("ApplyOutOfSyncOnly=true", outOfSyncOnly);
    if (!flags.containsValue(true)) {
      return Optional.empty();
    }
    ApplicationDocument application = session.applications().get(app, Refresh.NONE);
    List<String> all =
        new ArrayList<>(application.tree().texts("spec", "syncPolicy", "syncOptions"));
    flags.forEach((option, given) -> {
      if (given && !all.contains(option)) {
        all.add(option);
      }
    });
    return Optional.of(all);
  }

  private List<Selector> selectors(AppRef app) {
    List<Selector> selectors = new ArrayList<>(ResourceSelection.parse(resources).selectors());
    if (!labels.isEmpty()) {
      for (String text : session.applications().manifests(app, revision).texts("manifests")) {
        Document manifest = Document.of(Json.parse(text));
        if (manifest.textMap("metadata", "labels").entrySet().containsAll(labels.entrySet())) {
          selectors.add(selector(manifest));
        }
      }
      if (selectors.isEmpty()) {
        throw CommandFailure.usage(
            "No object of \"" + app + "\" has the labels " + labels + ".",
            "They are looked for in the rendered manifests.",
            "kilter app manifests " + app);
      }
    }
    return selectors;
  }

  private static Selector selector(Document manifest) {
    String version = manifest.text("apiVersion");
    int slash = version.indexOf('/');
    return new Selector(
        slash < 0 ? "" : version.substring(0, slash),
        manifest.text("kind"),
        manifest.text("metadata", "namespace"),
        manifest.text("metadata", "name"),
        false);
  }

  /** The retry flags; without any of them the application's own policy holds. */
  static final class RetryOptions {
    @Option(names = "--retry-limit", paramLabel = "N", description = "Retries of a failed sync.")
    long limit;

    @Option(
        names = "--retry-backoff-duration",
        paramLabel = "5s",
        description = "Wait before the first retry.")
    String duration = "";

    @Option(
        names = "--retry-backoff-factor",
        paramLabel = "N",
        description = "How much longer each further wait is.")
    long factor;

    @Option(
        names = "--retry-backoff-max-duration",
        paramLabel = "3m",
        description = "The longest wait.")
    String maximum = "";

    @Option(names = "--retry-refresh", description = "Resolve the revision again for a retry.")
    boolean refresh;

    Optional<Retry> asked() {
      return limit == 0
          ? Optional.empty()
          : Optional.of(new Retry(limit, duration, factor, maximum, refresh));
    }
  }
}
