package dev.kilter.app.commandline;

import dev.kilter.app.commandline.RbacCommand.Can;
import dev.kilter.app.commandline.RbacCommand.Validate;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.engine.access.Permissions;
import dev.kilter.engine.access.Verdict;
import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.model.access.Vocabulary;
import dev.kilter.store.settings.AccessReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kilter admin settings rbac}: tries a policy before it is put into the cluster. */
@Command(
    name = "kilter admin settings rbac",
    mixinStandardHelpOptions = true,
    description = "Tries a policy before it is put into the cluster.",
    subcommands = {Can.class, Validate.class})
final class RbacCommand {
  private static final List<String> WORDS = List.of("admin", "settings", "rbac");

  static boolean is(List<String> words) {
    return words.size() >= WORDS.size() && words.subList(0, WORDS.size()).equals(WORDS);
  }

  static List<String> argumentsOf(List<String> words) {
    return words.subList(WORDS.size(), words.size());
  }

  /** A ConfigMap, or the text of {@code policy.csv} alone. */
  private static AccessRules read(Path file, CommandSpec spec) {
    try {
      String text = Files.readString(file);
      Map<String, String> entries = new HashMap<>(entries(text));
      if (entries.isEmpty()) {
        entries.put("policy.csv", text);
      }
      return AccessReader.read(entries, Map.of());
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "The policy file cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> entries(String text) {
    Map<String, String> entries = new HashMap<>();
    try {
      if (Yaml.parse(text) instanceof Map<?, ?> root
          && root.get("data") instanceof Map<?, ?> data) {
        data.forEach((key, value) -> entries.put(String.valueOf(key), String.valueOf(value)));
      }
    } catch (CodecException _) {
      // A line of policy is no YAML.
    }
    return entries;
  }

  @Command(
      name = "can",
      mixinStandardHelpOptions = true,
      description = "Whether a user or role may do something; the exit code is 0 or 1.")
  static final class Can implements Callable<Integer> {
    private static final Map<String, String> OTHER_NAMES =
        Map.ofEntries(
            Map.entry("account", "accounts"),
            Map.entry("app", "applications"),
            Map.entry("apps", "applications"),
            Map.entry("application", "applications"),
            Map.entry("applicationset", "applicationsets"),
            Map.entry("cert", "certificates"),
            Map.entry("certs", "certificates"),
            Map.entry("certificate", "certificates"),
            Map.entry("cluster", "clusters"),
            Map.entry("extension", "extensions"),
            Map.entry("gpgkey", "gpgkeys"),
            Map.entry("key", "gpgkeys"),
            Map.entry("log", "logs"),
            Map.entry("proj", "projects"),
            Map.entry("projs", "projects"),
            Map.entry("project", "projects"),
            Map.entry("repo", "repositories"),
            Map.entry("repos", "repositories"),
            Map.entry("repository", "repositories"));

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SUBJECT")
    private String subject = "";

    @Parameters(index = "1", paramLabel = "ACTION")
    private String action = "";

    @Parameters(index = "2", paramLabel = "RESOURCE")
    private String resource = "";

    @Parameters(index = "3", arity = "0..1", paramLabel = "OBJECT", defaultValue = "*")
    private String object = "*";

    @Option(names = "--policy-file", required = true, paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--groups", split = ",", paramLabel = "GROUP", description = "of the subject")
    private List<String> groups = List.of();

    @Option(names = "--default-role", paramLabel = "ROLE", defaultValue = "")
    private String defaultRole = "";

    @Option(
        names = {"-q", "--quiet"},
        description = "only the exit code answers")
    private boolean quiet;

    @Override
    public Integer call() {
      AccessRules rules = read(file, spec);
      Permissions permissions = Permissions.of(withDefaultRole(rules), List.of());
      Verdict verdict = permissions.verdict(new Subject(subject, groups), question());
      if (!quiet) {
        permissions.problems().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().println(verdict.reason());
        spec.commandLine().getOut().println(verdict.allowed() ? "Yes" : "No");
      }
      return verdict.allowed() ? 0 : 1;
    }

    private AccessRules withDefaultRole(AccessRules rules) {
      return defaultRole.isEmpty()
          ? rules
          : new AccessRules(
              rules.policies(),
              defaultRole,
              rules.scopes(),
              rules.matching(),
              rules.switches(),
              rules.problems());
    }

    private Question question() {
      String named = OTHER_NAMES.getOrDefault(resource, resource);
      List<String> actions = Vocabulary.ACTIONS.getOrDefault(named, List.of());
      if (actions.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "\"%s\" is no resource.".formatted(resource));
      }
      if (actions.stream().noneMatch(this::isAsked)) {
        throw new ParameterException(
            spec.commandLine(), "\"%s\" is no action of %s.".formatted(action, named));
      }
      boolean every = object.equals("*") && Vocabulary.OF_PROJECTS.contains(named);
      return new Question(named, action, every ? "*/*" : object);
    }

    private boolean isAsked(String known) {
      return known.endsWith("/*")
          ? action.startsWith(known.substring(0, known.length() - 1))
          : action.equals(known);
    }
  }

  @Command(
      name = "validate",
      mixinStandardHelpOptions = true,
      description = "Whether every line of a policy can be read.")
  static final class Validate implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--policy-file", required = true, paramLabel = "FILE")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      List<String> problems = Permissions.of(read(file, spec), List.of()).problems();
      problems.forEach(spec.commandLine().getErr()::println);
      spec.commandLine()
          .getOut()
          .println(problems.isEmpty() ? "Policy is valid." : "Policy is invalid.");
      return problems.isEmpty() ? 0 : 1;
    }
  }
}
