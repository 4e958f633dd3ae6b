package dev.kilter.server.access;

import com.googlecode.aviator.runtime.function.FunctionUtils;
import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.casbin.jcasbin.main.CoreEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.util.function.CustomFunction;

/**
 * What Argo CD would answer: casbin with its model, and around it its way of asking for the default
 * role, the subject and the groups (server/rbacpolicy). Lines are lists of their parts.
 */
final class CasbinOracle {
  private static final Set<String> OF_PROJECTS =
      Set.of("applications", "applicationsets", "repositories", "clusters", "logs", "exec");

  private final Enforcer global;
  private final Map<String, Enforcer> projects = new HashMap<>();
  private final Set<String> globalMembers;
  private final Map<String, Set<String>> members = new HashMap<>();
  private final String defaultRole;

  CasbinOracle(
      List<List<String>> policy,
      Map<String, List<List<String>>> projects,
      String defaultRole,
      BiPredicate<String, String> matches) {
    this.global = enforcer(policy, matches);
    this.globalMembers = members(policy);
    this.defaultRole = defaultRole;
    projects.forEach((name, roles) -> {
      List<List<String>> all = new ArrayList<>(policy);
      all.addAll(roles);
      this.projects.put(name, enforcer(all, matches));
      this.members.put(name, members(all));
    });
  }

  private static Set<String> members(List<List<String>> lines) {
    return lines.stream()
        .filter(line -> line.getFirst().equals("g"))
        .map(line -> line.get(1))
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Enforcer enforcer(List<List<String>> lines, BiPredicate<String, String> matches) {
    Model model = CoreEnforcer.newModel();
    model.addDef("r", "r", "sub, res, act, obj");
    model.addDef("p", "p", "sub, res, act, obj, eft");
    model.addDef("g", "g", "_, _");
    model.addDef("e", "e", "some(where (p.eft == allow)) && !some(where (p.eft == deny))");
    model.addDef(
        "m",
        "m",
        "g(r.sub, p.sub) && matches(r.res, p.res) && matches(r.act, p.act)"
            + " && matches(r.obj, p.obj)");
    Enforcer enforcer = new Enforcer(model);
    enforcer.addFunction("matches", new Matches(matches));
    for (List<String> line : lines) {
      List<String> parts = line.subList(1, line.size());
      if (line.getFirst().equals("p")) {
        enforcer.addPolicy(parts);
      } else {
        enforcer.addGroupingPolicy(parts);
      }
    }
    return enforcer;
  }

  boolean allows(Subject subject, Question question) {
    if (!defaultRole.isEmpty() && allows(global, defaultRole, question)) {
      return true;
    }
    String project = project(question);
    boolean known = projects.containsKey(project);
    Enforcer enforcer = projects.getOrDefault(project, global);
    if (!defaultRole.isEmpty() && allows(enforcer, defaultRole, question)) {
      return true;
    }
    String[] parts = subject.name().split(":", -1);
    if (known && parts.length == 3 && parts[0].equals("proj")) {
      return parts[1].equals(project) && allows(enforcer, subject.name(), question);
    }
    Set<String> groups = members.getOrDefault(project, globalMembers);
    return allows(enforcer, subject.name(), question)
        || subject.groups().stream()
            .anyMatch(group -> groups.contains(group) && allows(enforcer, group, question));
  }

  private static String project(Question question) {
    String object = question.object();
    if (question.resource().equals("projects")) {
      return object;
    }
    return OF_PROJECTS.contains(question.resource()) && object.contains("/")
        ? object.substring(0, object.indexOf('/'))
        : "";
  }

  private static boolean allows(Enforcer enforcer, String name, Question question) {
    return enforcer.enforce(name, question.resource(), question.action(), question.object());
  }

  /** Globs without separators, by way of the JDK's expressions. */
  static BiPredicate<String, String> globs() {
    Map<String, Pattern> compiled = new HashMap<>();
    return (text, glob) ->
        compiled.computeIfAbsent(glob, CasbinOracle::pattern).matcher(text).matches();
  }

  /** Go's expressions, which match anywhere; the tests use what both languages share. */
  static BiPredicate<String, String> expressions() {
    Map<String, Pattern> compiled = new HashMap<>();
    return (text, expression) ->
        compiled.computeIfAbsent(expression, Pattern::compile).matcher(text).find();
  }

  private static Pattern pattern(String glob) {
    StringBuilder expression = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        case '[' -> {
          int end = glob.indexOf(']', i);
          expression.append('[').append(glob.substring(i + 1, end).replace('!', '^')).append(']');
          i = end;
        }
        case '{' -> {
          braces++;
          expression.append("(?:");
        }
        case '}' -> {
          braces--;
          expression.append(')');
        }
        case ',' -> expression.append(braces > 0 ? "|" : ",");
        default -> expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }

  private static final class Matches extends CustomFunction {
    private final transient BiPredicate<String, String> matches;

    private Matches(BiPredicate<String, String> matches) {
      this.matches = matches;
    }

    @Override
    public AviatorObject call(
        Map<String, Object> environment, AviatorObject text, AviatorObject pattern) {
      return AviatorBoolean.valueOf(
          matches.test(
              FunctionUtils.getStringValue(text, environment),
              FunctionUtils.getStringValue(pattern, environment)));
    }

    @Override
    public String getName() {
      return "matches";
    }
  }
}
