package dev.kilter.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.access.Permissions;
import dev.kilter.engine.access.Reach;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.server.access.RandomPolicies.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Random policies, against casbin and against themselves. */
final class PermissionsPropertiesTest {
  private static final int QUESTIONS = 200;

  /** What Argo CD ships about the resources that the questions are about. */
  private static List<List<String>> builtIn() {
    List<List<String>> lines = new ArrayList<>();
    for (String resource : List.of("applications", "logs")) {
      lines.add(List.of("p", "role:readonly", resource, "get", "*/*", "allow"));
    }
    for (String resource : List.of("clusters", "projects", "accounts")) {
      lines.add(List.of("p", "role:readonly", resource, "get", "*", "allow"));
    }
    Map.of(
            "applications",
            List.of("create", "update", "update/*", "delete", "delete/*", "sync", "action/*"),
            "clusters",
            List.of("create", "update", "delete"),
            "projects",
            List.of("create", "update", "delete"),
            "accounts",
            List.of("update"))
        .forEach((resource, actions) -> {
          String object = resource.equals("applications") ? "*/*" : "*";
          for (String action : actions) {
            lines.add(List.of("p", "role:admin", resource, action, object, "allow"));
          }
        });
    lines.add(List.of("g", "role:admin", "role:readonly"));
    lines.add(List.of("g", "admin", "role:admin"));
    return lines;
  }

  @Test
  void decidesAsCasbinWithArgoCdsModel() {
    compare(new RandomPolicies(1, Matching.GLOB), List.of(), 350);
  }

  @Test
  void decidesAsCasbinAboutTheBuiltInRoles() {
    compare(new RandomPolicies(2, Matching.GLOB).withBuiltInRoles(), builtIn(), 100);
  }

  @Test
  void decidesAsCasbinByRegularExpressions() {
    compare(new RandomPolicies(3, Matching.REGEX), List.of(), 50);
  }

  private static void compare(RandomPolicies random, List<List<String>> builtIn, int worlds) {
    int allowed = 0;
    for (int i = 0; i < worlds; i++) {
      World world = random.world();
      Permissions permissions = world.permissions();
      assertThat(permissions.problems()).isEmpty();
      CasbinOracle oracle = world.oracle(builtIn);
      for (int j = 0; j < QUESTIONS; j++) {
        Subject subject = random.subject();
        Question question = random.question();
        boolean expected = oracle.allows(subject, question);
        assertThat(permissions.verdict(subject, question).allowed())
            .as("%s %s in %s", subject, question, world)
            .isEqualTo(expected);
        allowed += expected ? 1 : 0;
      }
    }
    assertThat(allowed).isBetween(worlds * QUESTIONS / 25, worlds * QUESTIONS / 2);
  }

  @Test
  void aDenialNeverWidensAndAPermissionNeverNarrows() {
    RandomPolicies random = new RandomPolicies(4, Matching.GLOB).withBuiltInRoles();
    int narrowed = 0;
    int widened = 0;
    for (int i = 0; i < 150; i++) {
      World world = random.world();
      List<String> rule = random.rule();
      boolean denial = rule.getLast().equals("deny");
      Permissions before = world.permissions();
      Permissions after = world.with(rule).permissions();
      for (int j = 0; j < QUESTIONS; j++) {
        Subject subject = random.subject();
        Question question = random.question();
        boolean then = before.verdict(subject, question).allowed();
        boolean now = after.verdict(subject, question).allowed();
        assertThat(denial ? then || !now : now || !then)
            .as("%s %s with %s in %s", subject, question, rule, world)
            .isTrue();
        narrowed += then && !now ? 1 : 0;
        widened += now && !then ? 1 : 0;
      }
    }
    assertThat(narrowed).isPositive();
    assertThat(widened).isPositive();
  }

  @Test
  void aListIsFilteredAsEachOfItIsJudged() {
    RandomPolicies random = new RandomPolicies(5, Matching.GLOB).withBuiltInRoles();
    for (int i = 0; i < 100; i++) {
      Permissions permissions = random.world().permissions();
      Subject subject = random.subject();
      Question question = random.question();
      Reach reach = permissions.reach(subject, question.resource(), question.action());
      for (int j = 0; j < QUESTIONS; j++) {
        String object = random.question().object();
        assertThat(reach.allows(object))
            .isEqualTo(
                permissions
                    .verdict(subject, new Question(question.resource(), question.action(), object))
                    .allowed());
      }
    }
  }
}
