package dev.kilter.engine.access;

import static dev.kilter.engine.access.Decisions.allowed;
import static dev.kilter.engine.access.Decisions.permissions;
import static dev.kilter.testkit.access.Policies.project;
import static dev.kilter.testkit.access.Policies.question;
import static dev.kilter.testkit.access.Policies.rules;
import static dev.kilter.testkit.access.Policies.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.Subject;
import dev.kilter.model.access.Vocabulary;
import dev.kilter.model.project.Project;
import dev.kilter.testkit.access.Policies.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PermissionsTest {
  private static final String COMPANY =
      """
      # developers look after their shop, and may not delete it
      p, role:dev, applications, *, shop/*, allow
      p, role:dev, applications, delete, shop/*, deny
      p, role:dev, logs, get, shop/*, allow
      p, role:dev, applications, "action/{apps,batch}/*", shop/*, allow

      g, dev, role:dev
      g, lead, role:lead
      g, role:lead, role:dev
      p, role:lead, applications, sync, web/*-prod, allow
      p, ben, applications, get, shop/*, deny
      p, carl, applications, get, web/team-a/*, allow
      p, "dora, m.", accounts, get, *, allow
      """;
  private static final Project SHOP =
      project(
          "shop",
          new Role(
              "ci",
              List.of(
                  "p, proj:shop:ci, applications, sync, shop/*, allow",
                  "p, proj:shop:ci, applications, sync, shop/db, deny"),
              List.of("bots", "\"bots, nightly\"")));
  private static final Project WEB = project("web");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a user's group, and that group's role
        "ana dev              | applications get shop/api                            | yes",
        "ana dev              | applications sync shop/api                           | yes",
        "ana dev              | applications delete shop/api                         | no",
        "ana dev              | applications delete/apps/Deployment/n/api shop/api   | yes",
        "ana dev              | applications get web/site                            | no",
        "ana dev              | applications get shop                                | no",
        "ana dev              | logs get shop/team-a/api                             | yes",
        "ana dev              | exec create shop/api                                 | no",
        "ana                  | applications get shop/api                            | no",
        // a role within a role
        "ana lead             | applications get shop/api                            | yes",
        "ana lead             | applications delete shop/api                         | no",
        "ana lead             | applications sync web/site-prod                      | yes",
        "ana lead             | applications sync web/team-a/site-prod               | yes",
        "ana lead             | applications sync web/site                           | no",
        // what is denied to the name itself does not bind its groups, as in Argo CD
        "ben dev              | applications get shop/api                            | yes",
        "ben                  | applications get shop/api                            | no",
        "carl                 | applications get web/team-a/site                     | yes",
        "carl                 | applications get web/team-b/site                     | no",
        // a group that no line makes a member of anything is nobody
        "ana carl             | applications get web/team-a/site                     | no",
        // a project's role: its token, its groups, its own objects only
        "proj:shop:ci         | applications sync shop/api                           | yes",
        "proj:shop:ci         | applications sync shop/db                            | no",
        "proj:shop:ci         | applications get shop/api                            | no",
        "proj:shop:ci         | applications sync web/site                           | no",
        "proj:shop:ci         | projects get shop                                    | yes",
        "proj:shop:ci         | projects get web                                     | no",
        "proj:shop:other      | applications sync shop/api                           | no",
        "eve bots             | applications sync shop/api                           | yes",
        "eve bots             | applications sync shop/db                            | no",
        "eve bots             | projects get shop                                    | yes",
        "eve bots             | projects update shop                                 | no",
        // the built-in roles
        "admin                | applications delete shop/api                         | yes",
        "admin                | clusters create https://a                            | yes",
        "admin                | extensions invoke any                                | no",
        "role:readonly        | applications get shop/api                            | yes",
        "role:readonly        | applications sync shop/api                           | no",
        "role:readonly        | write-repositories get https://git/a                 | yes",
        // names are never read as policy
        "a,role:admin         | applications get shop/api                            | no",
        "__proto__            | applications get shop/../y                           | no",
        "''                   | applications get shop/api                            | no",
      })
  void decidesAsTheStoryGoes(String subject, String question, String answer) {
    assertThat(allowed(permissions(COMPANY, SHOP, WEB), subject, question))
        .isEqualTo(answer.equals("yes"));
  }

  @Test
  void namesMayBeQuoted() {
    Permissions permissions = permissions(COMPANY, SHOP);

    assertThat(permissions.reach(named("dora, m."), "accounts", "get").allows("x")).isTrue();
    assertThat(permissions.reach(group("bots, nightly"), "applications", "sync").allows("shop/a"))
        .isTrue();
    assertThat(permissions.problems()).isEmpty();
  }

  private static Subject named(String name) {
    return Subject.user(name);
  }

  private static Subject group(String group) {
    return new Subject("eve", List.of(group));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ana dev     | applications get shop/api    | You (ana, groups dev) may get \"shop/api\"."
            + " Allowed to dev by argocd-rbac-cm: policy.csv, line 2"
            + " (\"p, role:dev, applications, *, shop/*, allow\").",
        "ana dev     | applications delete shop/api | You (ana, groups dev) may not delete"
            + " \"shop/api\". Denied to dev by argocd-rbac-cm: policy.csv, line 3"
            + " (\"p, role:dev, applications, delete, shop/*, deny\").",
        "ana dev,ops | logs get web/site            | You (ana, groups dev, ops) may not get"
            + " \"web/site\". Missing: logs, get, web/site; nearest rule: role:dev allows get on"
            + " shop/*.",
        "ana         | applications get shop/api    | You (ana) may not get \"shop/api\"."
            + " Missing: applications, get, shop/api.",
        "admin       | applications get shop/api    | You (admin) may get \"shop/api\"."
            + " Allowed to admin by built-in policy, line 1 (\"p, role:readonly,"
            + " \"{applications,applicationsets,logs}\", get, */*, allow\").",
        "eve bots    | projects get shop            | You (eve, groups bots) may get \"shop\"."
            + " Allowed to bots by project shop, role ci"
            + " (\"p, proj:shop:ci, projects, get, shop, allow\").",
        "''          | applications get shop/api    | You (not logged in) may not get"
            + " \"shop/api\". Missing: applications, get, shop/api.",
      })
  void saysWhy(String subject, String question, String sentence) {
    assertThat(permissions(COMPANY, SHOP).verdict(subject(subject), question(question)).sentence())
        .isEqualTo(sentence);
  }

  @Test
  void theNearestRuleIsAboutTheSameObject() {
    Permissions permissions =
        permissions(
            """
            p, ana, applications, sync, other/*, allow
            p, ana, applications, get, shop/*, allow
            """);

    assertThat(permissions.verdict(subject("ana"), question("applications sync shop/api")).reason())
        .isEqualTo(
            "Missing: applications, sync, shop/api; nearest rule: ana allows get on shop/*.");
  }

  @Test
  void theDefaultRoleIsForEverybodyAndNoDenialOfAUserTakesItAway() {
    AccessRules rules =
        rules(
            """
            p, ana, applications, get, *, deny
            p, role:guest, applications, get, web/*, allow
            p, role:guest, applications, get, web/secret, deny
            """,
            "role:guest",
            Matching.GLOB);
    Permissions permissions = Permissions.of(rules, List.of());

    assertThat(allowed(permissions, "ana", "applications get web/site")).isTrue();
    assertThat(allowed(permissions, "", "applications get web/site")).isTrue();
    assertThat(allowed(permissions, "ana", "applications get web/secret")).isFalse();
    assertThat(allowed(permissions, "ana", "applications get shop/api")).isFalse();
    assertThat(allowed(permissions, "admin", "applications get web/secret")).isTrue();
  }

  @Test
  void regularExpressionsMatchAnywhereAndTheBuiltInRolesStayAsTheyAre() {
    AccessRules rules =
        rules("p, ana, applications, get, ^shop/(api|web)-[0-9]+$, allow", "", Matching.REGEX);
    Permissions permissions = Permissions.of(rules, List.of());

    assertThat(allowed(permissions, "ana", "applications get shop/api-12")).isTrue();
    assertThat(allowed(permissions, "ana", "applications get shop/api-x")).isFalse();
    assertThat(allowed(permissions, "ana", "my-applications get shop/api-12")).isTrue();
    assertThat(allowed(permissions, "admin", "applications sync shop/api")).isTrue();
    assertThat(allowed(permissions, "admin", "my-applications sync shop/api")).isFalse();
  }

  /** As Argo CD: only a proxy extension needs a line of its own. */
  @Test
  void anAdministratorMayEverythingThatThereIs() {
    Permissions permissions = permissions("");

    Vocabulary.ACTIONS.forEach((resource, actions) -> {
      for (String action : actions) {
        String question = resource + " " + action + " shop/api";
        assertThat(allowed(permissions, "admin", question))
            .as(question)
            .isEqualTo(!resource.equals("extensions"));
        assertThat(allowed(permissions, "role:readonly", question))
            .as(question)
            .isEqualTo(action.equals("get"));
      }
    });
  }

  @Test
  void rolesInACircleEnd() {
    Permissions permissions =
        permissions(
            """
            g, a, b
            g, b, c
            g, c, a
            p, c, applications, get, *, allow
            """);

    assertThat(allowed(permissions, "a", "applications get x/y")).isTrue();
    assertThat(allowed(permissions, "b", "applications get x/y")).isTrue();
  }

  /** As casbin counts. */
  @Test
  void aChainOfRolesHasTenLinks() {
    StringBuilder policy = new StringBuilder("p, role:0, applications, get, *, allow\n");
    for (int i = 0; i < 11; i++) {
      policy.append("g, role:%d, role:%d\n".formatted(i + 1, i));
    }
    Permissions permissions = permissions(policy.toString());

    assertThat(allowed(permissions, "role:10", "applications get x/y")).isTrue();
    assertThat(allowed(permissions, "role:11", "applications get x/y")).isFalse();
  }

  @Test
  void aMegabyteOfPolicyIsRead() {
    String policy = "p, role:dev, applications, get, shop/*, allow\n".repeat(25_000);

    assertThat(allowed(permissions(policy + "g, ana, role:dev"), "ana", "applications get shop/a"))
        .isTrue();
  }
}
