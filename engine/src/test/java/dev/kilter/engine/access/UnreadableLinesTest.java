package dev.kilter.engine.access;

import static dev.kilter.engine.access.Decisions.allowed;
import static dev.kilter.engine.access.Decisions.permissions;
import static dev.kilter.testkit.access.Policies.project;
import static dev.kilter.testkit.access.Policies.question;
import static dev.kilter.testkit.access.Policies.rules;
import static dev.kilter.testkit.access.Policies.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.testkit.access.Policies.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that cannot be read opens nothing, and stops no more than it may have denied. */
final class UnreadableLinesTest {
  private static final String ANA = "p, ana, applications, *, shop/*, allow\n";
  private static final String QUESTION = "applications get shop/api";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p, role:dev, applications, get, \"shop/*, deny",
        "p, role:dev, applications, get, sh\"op/*, allow",
        "g, ana, \"role:none",
        "p, ana, applications, delete, shop/*",
        "p, ana, applications, delete, shop/* deny",
        "p, ana, applications, delete, shop/*, deny,",
        "p, , applications, delete, shop/*, deny",
        "P, ana, applications, delete, shop/*, deny",
        "p ana, applications, delete, shop/*, deny",
        "deny, ana",
        "p",
      })
  void whatMayBeADenialLeavesTheBuiltInPolicyOnly(String line) {
    Permissions permissions = permissions(ANA + "g, ben, role:admin\n" + line);

    assertThat(allowed(permissions, "ana", QUESTION)).isFalse();
    assertThat(allowed(permissions, "ben", QUESTION)).isFalse();
    assertThat(allowed(permissions, "admin", QUESTION)).isTrue();
    assertThat(permissions.verdict(subject("ana"), question(QUESTION)).reason())
        .startsWith("It may be denied by argocd-rbac-cm: policy.csv, line 3 (");
    assertThat(permissions.problems())
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("argocd-rbac-cm: policy.csv, line 3 (\""))
        .last()
        .asString()
        .endsWith("until it can be read, only the built-in policy allows anything");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p, ana, applications, delete, allow",
        "p, , applications, delete, *, allow",
        "p, ben, applications, get, {a, allow",
        "p, ben, applications, get, *, Allow",
        "g, ana",
        "g, , role:admin",
        "g, ana, role:admin, more",
        "x, y",
        "policy for ana, allow",
      })
  void whatCanOnlyBeAPermissionGrantsNothingAndStopsNothing(String line) {
    Permissions permissions = permissions(ANA + line);

    assertThat(allowed(permissions, "ana", QUESTION)).isTrue();
    assertThat(allowed(permissions, "ana", "applications get web/site")).isFalse();
    assertThat(allowed(permissions, "ben", QUESTION)).isFalse();
    assertThat(allowed(permissions, "", QUESTION)).isFalse();
    assertThat(permissions.problems())
        .singleElement()
        .asString()
        .startsWith("argocd-rbac-cm: policy.csv, line 2 (\"");
  }

  @Test
  void aLostMembershipIsADenialWhereRolesDeny() {
    String denial = "p, role:none, applications, get, shop/*, deny\n";

    assertThat(allowed(permissions(ANA + "g, ana role:none"), "ana", QUESTION)).isTrue();
    assertThat(allowed(permissions(ANA + denial + "g, ana role:none"), "ana", QUESTION)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p, ana, applications, delete, {a, deny         | applications delete shop/api | false",
        "p, ana, applications, delete, {a, deny         | applications get shop/api    | true",
        "p, ana, applications, [a, shop/api, deny       | applications get shop/api    | false",
        "p, ana, applications, [a, shop/api, deny       | applications get shop/web    | true",
        "p, ana, applications, delete, shop/api, denied | applications delete shop/api | false",
        "p, ana, applications, delete, shop/api, denied | applications get shop/api    | true",
        "p, ana, applications, delete, shop/api, Deny   | applications delete shop/api | false",
      })
  void aMalformedDenialDeniesWhatTheRestOfItIsAbout(String line, String question, boolean allowed) {
    Permissions permissions = permissions(ANA + line);

    assertThat(allowed(permissions, "ana", question)).isEqualTo(allowed);
    assertThat(permissions.problems()).hasSize(1);
  }

  @Test
  void aMalformedExpressionDeniesToo() {
    String policy = "p, ana, applications, .*, shop/.*, allow\np, ana, applications, get, (, deny";
    Permissions permissions = Permissions.of(rules(policy, "", Matching.REGEX), List.of());

    assertThat(allowed(permissions, "ana", QUESTION)).isFalse();
    assertThat(allowed(permissions, "ana", "applications sync shop/api")).isTrue();
    assertThat(permissions.problems())
        .singleElement()
        .asString()
        .contains("line 2", "malformed regular expression, \"(\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p, proj:shop:dev, applications, delete, \"shop/*, deny",
        "p, proj:shop:dev, applications, delete, shop/*",
        "p, proj:shop:ci, applications, delete, shop/*, deny",
        "p, proj:shop:dev, applications, delete, web/*, deny",
        "p, proj:shop:dev, accounts, delete, shop/*, deny",
        "p, proj:shop:dev, applications, get, shop/*, allow\np, ana, clusters, get, *, deny",
      })
  void aRoleOfAProjectIsStoppedAlone(String line) {
    Permissions permissions =
        permissions(
            ANA,
            project(
                "shop",
                new Role("dev", List.of(allow("dev"), line), List.of("devs")),
                new Role("qa", List.of(allow("qa")), List.of("testers"))));

    assertThat(allowed(permissions, "proj:shop:dev", QUESTION)).isFalse();
    assertThat(allowed(permissions, "ben devs", QUESTION)).isFalse();
    assertThat(allowed(permissions, "ben testers", QUESTION)).isTrue();
    assertThat(allowed(permissions, "ana", QUESTION)).isTrue();
    assertThat(permissions.problems())
        .isNotEmpty()
        .allMatch(problem -> problem.startsWith("project shop, role dev, line 2 (\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p, role:admin, applications, get, shop/*, allow",
        "p, proj:shop:dev, clusters, get, *, allow",
        "p, proj:shop:dev, accounts, update, shop/*, allow",
        "p, proj:shop:dev, applications, get, shopping/*, allow",
        "p, proj:shop:dev, applications, get, */*, allow",
        "p, proj:shop:dev, applications, hack, shop/*, allow",
        "p, ben, applications, get, shop/*, allow",
        "g, ben, role:admin",
      })
  void aRoleGrantsNothingBeyondItselfAndItsProject(String line) {
    Permissions permissions =
        permissions(
            "",
            project("shop", new Role("dev", List.of(line), List.of())),
            project("shopping", new Role("dev", List.of(), List.of())));

    for (String subject : List.of("ben", "proj:shop:dev", "role:other")) {
      assertThat(allowed(permissions, subject, QUESTION)).isFalse();
      assertThat(allowed(permissions, subject, "clusters get shop/a")).isFalse();
      assertThat(allowed(permissions, subject, "applications get shopping/a")).isFalse();
      assertThat(allowed(permissions, subject, "applications hack shop/a")).isFalse();
    }
    assertThat(permissions.problems()).singleElement().asString().contains("it allows nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x, role:admin", "\"open", " ", "", "x\ng, ben, role:admin"})
  void aGroupOfAProjectIsNoPolicy(String group) {
    Permissions permissions =
        permissions("", project("shop", new Role("dev", List.of(allow("dev")), List.of(group))));

    assertThat(allowed(permissions, "ben x", QUESTION)).isFalse();
    assertThat(allowed(permissions, "ben", "accounts get x")).isFalse();
    assertThat(allowed(permissions, "", QUESTION)).isFalse();
    assertThat(permissions.problems()).hasSize(1);
  }

  @Test
  void aRoleWithAnImpossibleNameAllowsNothing() {
    String name = "dev, applications, *, *, allow";
    Permissions permissions =
        permissions("", project("shop", new Role(name, List.of(), List.of("devs"))));

    assertThat(allowed(permissions, "ben devs", "projects get shop")).isFalse();
    assertThat(permissions.problems()).singleElement().asString().contains("no name of a role");
  }

  private static String allow(String role) {
    return "p, proj:shop:%s, applications, get, shop/*, allow".formatted(role);
  }
}
