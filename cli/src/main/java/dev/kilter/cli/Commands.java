package dev.kilter.cli;

import dev.kilter.cli.app.AppCreate;
import dev.kilter.cli.app.AppDelete;
import dev.kilter.cli.app.AppDiff;
import dev.kilter.cli.app.AppExplain;
import dev.kilter.cli.app.AppGet;
import dev.kilter.cli.app.AppHistory;
import dev.kilter.cli.app.AppList;
import dev.kilter.cli.app.AppManifests;
import dev.kilter.cli.app.AppRefresh;
import dev.kilter.cli.app.AppResources;
import dev.kilter.cli.app.AppResume;
import dev.kilter.cli.app.AppRollback;
import dev.kilter.cli.app.AppSet;
import dev.kilter.cli.app.AppSync;
import dev.kilter.cli.app.AppTerminate;
import dev.kilter.cli.app.AppWait;
import dev.kilter.cli.program.CommandTree;
import dev.kilter.cli.program.Completion;
import dev.kilter.cli.program.CrdsApply;
import dev.kilter.cli.program.Version;
import dev.kilter.cli.project.ProjCreate;
import dev.kilter.cli.project.ProjGet;
import dev.kilter.cli.project.ProjList;
import dev.kilter.cli.repository.RepoAdd;
import dev.kilter.cli.repository.RepoList;
import dev.kilter.cli.repository.RepoRemove;
import dev.kilter.cli.session.GlobalOptions;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which commands there are. Only the command that the arguments name is built where they name one:
 * reading the options of all the others would take longer than most commands do.
 */
public final class Commands implements CommandTree {
  private static final Map<String, Function<Session, Verb>> APP = new LinkedHashMap<>();
  private static final Map<String, Function<Session, Verb>> PROJ = new LinkedHashMap<>();
  private static final Map<String, Function<Session, Verb>> REPO = new LinkedHashMap<>();

  static {
    APP.put("create", AppCreate::new);
    APP.put("get", AppGet::new);
    APP.put("list", AppList::new);
    APP.put("diff", AppDiff::new);
    APP.put("sync", AppSync::new);
    APP.put("wait", AppWait::new);
    APP.put("history", AppHistory::new);
    APP.put("rollback", AppRollback::new);
    APP.put("resume", AppResume::new);
    APP.put("refresh", AppRefresh::new);
    APP.put("delete", AppDelete::new);
    APP.put("set", AppSet::new);
    APP.put("terminate-op", AppTerminate::new);
    APP.put("resources", AppResources::new);
    APP.put("manifests", AppManifests::new);
    APP.put("explain", AppExplain::new);
    PROJ.put("create", ProjCreate::new);
    PROJ.put("get", ProjGet::new);
    PROJ.put("list", ProjList::new);
    REPO.put("add", RepoAdd::new);
    REPO.put("list", RepoList::new);
    REPO.put("rm", RepoRemove::new);
  }

  private final Session session;
  private final GlobalOptions options;

  public Commands(Session session, GlobalOptions options) {
    this.session = session;
    this.options = options;
  }

  CommandLine lineFor(List<String> arguments) {
    List<String> words = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    String noun = words.isEmpty() ? "" : words.getFirst();
    String verb = words.size() < 2 ? "" : words.get(1);
    CommandLine root = new CommandLine(options);
    switch (noun) {
      case "app" -> root.addSubcommand(group("app", "Applications.", APP, verb));
      case "proj" -> root.addSubcommand(group("proj", "Projects.", PROJ, verb));
      case "repo" -> root.addSubcommand(group("repo", "Repositories.", REPO, verb));
      default -> addAll(root);
    }
    return root;
  }

  /** Every command: for help, completion, and words that name none. */
  @Override
  public CommandLine all() {
    CommandLine root = new CommandLine(new GlobalOptions());
    addAll(root);
    return root;
  }

  private void addAll(CommandLine root) {
    root.addSubcommand(group("app", "Applications.", APP, ""));
    root.addSubcommand(group("proj", "Projects.", PROJ, ""));
    root.addSubcommand(group("repo", "Repositories.", REPO, ""));
    root.addSubcommand(
        group("crds", "Custom resource definitions.", Map.of("apply", CrdsApply::new), ""));
    root.addSubcommand("version", new Version(session));
    root.addSubcommand("completion", new Completion(session, this));
  }

  private CommandLine group(
      String name, String description, Map<String, Function<Session, Verb>> verbs, String chosen) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
    CommandLine group = new CommandLine(spec);
    if (verbs.containsKey(chosen)) {
      group.addSubcommand(chosen, verbs.get(chosen).apply(session));
    } else {
      verbs.forEach((verb, make) -> group.addSubcommand(verb, make.apply(session)));
    }
    return group;
  }
}
