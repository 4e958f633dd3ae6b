package dev.kilter.server.access;

import dev.kilter.engine.access.Permissions;
import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.model.project.Project;
import dev.kilter.testkit.access.Policies;
import dev.kilter.testkit.access.Policies.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Policies and questions from few words, so that they often meet. */
final class RandomPolicies {
  private static final List<String> USERS = List.of("ana", "ben");
  private static final List<String> GROUPS = List.of("dev", "ops", "all");
  private static final List<String> ROLES = List.of("role:a", "role:b", "role:c", "role:d");
  private static final List<String> BUILT_IN_ROLES = List.of("role:readonly", "role:admin");
  private static final List<String> PROJECTS = List.of("shop", "web");
  private static final List<String> PROJECT_ROLES =
      List.of("proj:shop:ci", "proj:shop:qa", "proj:web:ci", "proj:gone:ci");
  private static final List<String> RESOURCES =
      List.of("applications", "applications", "logs", "clusters", "projects", "accounts");
  private static final List<String> ACTIONS =
      List.of("get", "sync", "delete", "update", "delete/apps/Deployment/n/api", "update//Pod/n/p");
  private static final List<String> PROJECT_ACTIONS =
      List.of("*", "get", "sync", "delete", "delete/*", "update/*");
  private static final List<String> OBJECTS =
      List.of("shop/api", "shop/web", "shop/n/api", "web/api", "gone/api", "shop", "web", "x", "/");
  private static final List<String> GLOBS =
      List.of("*", "*", "*/*", "shop/*", "web/*", "*/api", "shop/*/api", "sh?p/*", "{shop,web}/*");
  private static final List<String> MORE_GLOBS =
      List.of("[a-s]*", "[!s]*/api", "shop*", "**", "*o*/*a*", "", "gone/*", "shop/{api,n/*}");
  private static final List<String> WORD_GLOBS =
      List.of("app*", "{applications,logs}", "?et", "delete/*", "*/*/Pod/*/*", "[!a-f]*", "");
  private static final List<String> WORD_EXPRESSIONS =
      List.of("^app", "applications|logs", "et$", "delete/", "//Pod/", "^[g-z]", "^$");
  private static final List<String> EXPRESSIONS =
      List.of(".*", "^shop/", "api$", "sh.p", "^(shop|web)/[a-z]+$", "x?", "/n/", "^web$", "a.*i");

  private final Random random;
  private final Matching matching;
  private final List<String> users = new ArrayList<>(USERS);
  private final List<String> roles = new ArrayList<>(ROLES);

  RandomPolicies(long seed, Matching matching) {
    this.random = new Random(seed);
    this.matching = matching;
  }

  /** They come into play only where somebody names them. */
  RandomPolicies withBuiltInRoles() {
    users.add("admin");
    roles.addAll(BUILT_IN_ROLES);
    return this;
  }

  /** The same policy as Kilter and as the oracle take it. */
  record World(
      List<List<String>> lines,
      Map<String, List<Role>> roles,
      String defaultRole,
      Matching matching) {

    Permissions permissions() {
      List<Project> projects = new ArrayList<>();
      roles.forEach((name, of) -> projects.add(Policies.project(name, of.toArray(Role[]::new))));
      return Permissions.of(rules(), projects);
    }

    private AccessRules rules() {
      List<String> written = lines.stream().map(World::written).toList();
      return Policies.rules(String.join("\n", written), defaultRole, matching);
    }

    World with(List<String> line) {
      List<List<String>> more = new ArrayList<>(lines);
      more.add(line);
      return new World(more, roles, defaultRole, matching);
    }

    private static String written(List<String> parts) {
      return String.join(
          ", ", parts.stream().map(part -> part.contains(",") ? '"' + part + '"' : part).toList());
    }

    CasbinOracle oracle(List<List<String>> builtIn) {
      List<List<String>> policy = new ArrayList<>(builtIn);
      policy.addAll(lines);
      Map<String, List<List<String>>> projects = new HashMap<>();
      roles.forEach((name, of) -> projects.put(name, ofProject(name, of)));
      return new CasbinOracle(
          policy,
          projects,
          defaultRole,
          matching == Matching.GLOB ? CasbinOracle.globs() : CasbinOracle.expressions());
    }

    private static List<List<String>> ofProject(String project, List<Role> roles) {
      List<List<String>> lines = new ArrayList<>();
      for (Role role : roles) {
        String subject = "proj:%s:%s".formatted(project, role.name());
        lines.add(List.of("p", subject, "projects", "get", project, "allow"));
        role.policies().forEach(policy -> lines.add(List.of(policy.split(", ", -1))));
        role.groups().forEach(group -> lines.add(List.of("g", group, subject)));
      }
      return lines;
    }
  }

  World world() {
    List<List<String>> lines = new ArrayList<>();
    int rules = 2 + random.nextInt(12);
    for (int i = 0; i < rules; i++) {
      lines.add(rule());
    }
    int links = 2 + random.nextInt(8);
    for (int i = 0; i < links; i++) {
      lines.add(
          List.of(
              "g",
              random.nextBoolean() ? one(GROUPS) : who(),
              random.nextInt(4) == 0 ? one(PROJECT_ROLES) : one(roles)));
    }
    Map<String, List<Role>> ofProjects = new HashMap<>();
    for (String project : PROJECTS) {
      ofProjects.put(
          project,
          random.nextBoolean() ? List.of(role(project, "ci"), role(project, "qa")) : List.of());
    }
    return new World(lines, ofProjects, random.nextInt(4) == 0 ? one(roles) : "", matching);
  }

  List<String> rule() {
    return List.of(
        "p",
        who(),
        word(RESOURCES),
        word(ACTIONS),
        object(),
        random.nextInt(4) == 0 ? "deny" : "allow");
  }

  private String word(List<String> words) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> one(words);
      case 2, 3 -> matching == Matching.GLOB ? "*" : ".*";
      default -> one(matching == Matching.GLOB ? WORD_GLOBS : WORD_EXPRESSIONS);
    };
  }

  private String object() {
    if (random.nextInt(5) == 0) {
      return one(OBJECTS);
    }
    if (matching == Matching.REGEX) {
      return one(EXPRESSIONS);
    }
    return random.nextInt(3) == 0 ? one(MORE_GLOBS) : one(GLOBS);
  }

  private Role role(String project, String name) {
    List<String> policies = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      policies.add(
          "p, proj:%s:%s, %s, %s, %s/%s, %s"
              .formatted(
                  project,
                  name,
                  one(List.of("applications", "logs", "clusters")),
                  one(matching == Matching.GLOB ? PROJECT_ACTIONS : PROJECT_ACTIONS.subList(1, 6)),
                  project,
                  one(List.of("*", "api", "a*", "n/*", "*/api", "w.b")),
                  random.nextInt(3) == 0 ? "deny" : "allow"));
    }
    Set<String> groups = new LinkedHashSet<>();
    groups.add(one(GROUPS));
    if (random.nextInt(4) == 0) {
      groups.add(one(roles));
    }
    return new Role(name, policies, List.copyOf(groups));
  }

  private String who() {
    return switch (random.nextInt(4)) {
      case 0 -> one(users);
      case 1 -> one(GROUPS);
      case 2 -> one(PROJECT_ROLES);
      default -> one(roles);
    };
  }

  Subject subject() {
    List<String> groups = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      groups.add(one(GROUPS));
    }
    return new Subject(random.nextInt(4) == 0 ? one(PROJECT_ROLES) : one(users), groups);
  }

  Question question() {
    return new Question(one(RESOURCES), one(ACTIONS), one(OBJECTS));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
