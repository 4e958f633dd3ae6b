package dev.kilter.cli;

import dev.kilter.cli.app.AppCreate;
import dev.kilter.cli.app.AppDelete;
import dev.kilter.cli.app.AppDiff;
import dev.kilter.cli.app.AppExplain;
import dev.kilter.cli.app.AppGet;
import dev.kilter.cli.app.AppHistory;
import dev.kilter.cli.app.AppList;
import dev.kilter.cli.app.AppLogs;
import dev.kilter.cli.app.AppManifests;
import dev.kilter.cli.app.AppRefresh;
import dev.kilter.cli.app.AppResources;
import dev.kilter.cli.app.AppResume;
import dev.kilter.cli.app.AppRollback;
import dev.kilter.cli.app.AppSet;
import dev.kilter.cli.app.AppSync;
import dev.kilter.cli.app.AppTerminate;
import dev.kilter.cli.app.AppWait;
import dev.kilter.cli.login.AccountCanI;
import dev.kilter.cli.login.AccountGet;
import dev.kilter.cli.login.AccountList;
import dev.kilter.cli.login.AccountPassword;
import dev.kilter.cli.login.AccountToken;
import dev.kilter.cli.login.AccountTokenDelete;
import dev.kilter.cli.login.AccountUserInfo;
import dev.kilter.cli.login.ClusterList;
import dev.kilter.cli.login.ContextCommand;
import dev.kilter.cli.login.Login;
import dev.kilter.cli.login.Logout;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private static final Map<String, Function<Session, Verb>> CRDS = new LinkedHashMap<>();
  private static final Map<String, Function<Session, Verb>> ACCOUNT = new LinkedHashMap<>();
  private static final Map<String, Function<Session, Verb>> CLUSTER = new LinkedHashMap<>();
  private static final Map<String, Map<String, Function<Session, Verb>>> GROUPS =
      new LinkedHashMap<>();
  private static final Set<String> NOUNS = new LinkedHashSet<>();

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
    APP.put("logs", AppLogs::new);
    PROJ.put("create", ProjCreate::new);
    PROJ.put("get", ProjGet::new);
    PROJ.put("list", ProjList::new);
    REPO.put("add", RepoAdd::new);
    REPO.put("list", RepoList::new);
    REPO.put("rm", RepoRemove::new);
    CRDS.put("apply", CrdsApply::new);
    ACCOUNT.put("list", AccountList::new);
    ACCOUNT.put("get", AccountGet::new);
    ACCOUNT.put("get-user-info", AccountUserInfo::new);
    ACCOUNT.put("can-i", AccountCanI::new);
    ACCOUNT.put("update-password", AccountPassword::new);
    ACCOUNT.put("generate-token", AccountToken::new);
    ACCOUNT.put("delete-token", AccountTokenDelete::new);
    CLUSTER.put("list", ClusterList::new);
    GROUPS.put("app", APP);
    GROUPS.put("proj", PROJ);
    GROUPS.put("repo", REPO);
    GROUPS.put("crds", CRDS);
    GROUPS.put("account", ACCOUNT);
    GROUPS.put("cluster", CLUSTER);
    NOUNS.addAll(GROUPS.keySet());
    NOUNS.addAll(List.of("login", "logout", "context", "version", "completion"));
  }

  private final Session session;
  private final GlobalOptions options;
  private final Map<String, String> roles;

  /** {@code roles} are the words that the program takes itself, and what each does. */
  public Commands(Session session, GlobalOptions options, Map<String, String> roles) {
    this.session = session;
    this.options = options;
    this.roles = roles;
  }

  /** The first words that there are. */
  static Set<String> nouns() {
    return NOUNS;
  }

  /** The second words after a first one; none where it needs no second. */
  static Set<String> verbs(String noun) {
    return GROUPS.getOrDefault(noun, Map.of()).keySet();
  }

  CommandLine lineFor(Words words) {
    CommandLine root = new CommandLine(options);
    if (GROUPS.containsKey(words.noun())) {
      root.addSubcommand(group(words.noun(), words.verb()));
    } else {
      addAll(root);
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
    GROUPS.keySet().forEach(noun -> root.addSubcommand(group(noun, "")));
    root.addSubcommand("login", new Login(session));
    root.addSubcommand("logout", new Logout(session));
    root.addSubcommand("context", new ContextCommand(session));
    root.addSubcommand("version", new Version(session));
    root.addSubcommand("completion", new Completion(session, this));
    root.getCommandSpec().usageMessage().footer(footer());
  }

  private String[] footer() {
    return roles.isEmpty()
        ? new String[0]
        : Stream.concat(
                Stream.of("", "Roles of the program, each with a --help of its own:"),
                roles.entrySet().stream()
                    .map(role -> "  %-11s %s".formatted(role.getKey(), role.getValue())))
            .toArray(String[]::new);
  }

  private CommandLine group(String noun, String chosen) {
    Map<String, Function<Session, Verb>> verbs = GROUPS.getOrDefault(noun, Map.of());
    CommandSpec spec = CommandSpec.create().name(noun);
    spec.usageMessage().description(about(noun)).synopsisSubcommandLabel("COMMAND");
    CommandLine group = new CommandLine(spec);
    if (verbs.containsKey(chosen)) {
      group.addSubcommand(chosen, verbs.get(chosen).apply(session));
    } else {
      verbs.forEach((verb, make) -> group.addSubcommand(verb, make.apply(session)));
    }
    return group;
  }

  private static String about(String noun) {
    return switch (noun) {
      case "app" -> "Applications.";
      case "proj" -> "Projects.";
      case "repo" -> "Repositories.";
      case "account" -> "Accounts of a server.";
      case "cluster" -> "Clusters.";
      default -> "Custom resource definitions.";
    };
  }
}
