package dev.kilter.store.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.AccessRules.PolicyText;
import dev.kilter.model.access.AccessRules.Switches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessReaderTest {
  @Test
  void nothingIsSet() {
    assertThat(AccessReader.read(Map.of(), Map.of())).isEqualTo(AccessRules.DEFAULTS);
    assertThat(AccessRules.DEFAULTS)
        .isEqualTo(
            new AccessRules(
                List.of(),
                "",
                List.of("groups"),
                Matching.GLOB,
                new Switches(true, false, false),
                List.of()));
  }

  @Test
  void readsEveryEntry() {
    AccessRules rules =
        AccessReader.read(
            Map.of(
                "policy.csv", "p, $a, x, y, z, allow",
                "policy.b.csv", "two",
                "policy.a.csv", "one",
                "policy.default", "role:readonly",
                "policy.matchMode", "regex",
                "policy.txt", "no policy",
                "scopes", "[groups, email]"),
            Map.of(
                "server.rbac.disableApplicationFineGrainedRBACInheritance", "false",
                "server.rbac.rollback.enforce.enable", "true",
                "application.sync.requireOverridePrivilegeForRevisionSync", "true"));

    assertThat(rules)
        .isEqualTo(
            new AccessRules(
                List.of(
                    new PolicyText("argocd-rbac-cm: policy.csv", "p, $a, x, y, z, allow"),
                    new PolicyText("argocd-rbac-cm: policy.a.csv", "one"),
                    new PolicyText("argocd-rbac-cm: policy.b.csv", "two")),
                "role:readonly",
                List.of("groups", "email"),
                Matching.REGEX,
                new Switches(false, true, true),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email             | email",
        "'[]'              | ''",
        "' '               | groups",
        "'[email, roles]'  | email,roles",
      })
  void scopesAreOneClaimOrAList(String written, String scopes) {
    assertThat(AccessReader.read(Map.of("scopes", written), Map.of()).scopes())
        .isEqualTo(scopes.isEmpty() ? List.of() : List.of(scopes.split(",", -1)));
  }

  @Test
  void whatCannotBeReadOpensNothing() {
    AccessRules rules =
        AccessReader.read(
            Map.of("scopes", "[groups", "policy.matchMode", "regexp"),
            Map.of(
                "server.rbac.disableApplicationFineGrainedRBACInheritance", "no",
                "server.rbac.rollback.enforce.enable", "yes",
                "application.sync.requireOverridePrivilegeForRevisionSync", "ture"));

    assertThat(rules.scopes()).isEmpty();
    assertThat(rules.matching()).isEqualTo(Matching.GLOB);
    assertThat(rules.switches()).isEqualTo(new Switches(true, true, true));
    assertThat(rules.problems())
        .hasSize(5)
        .anyMatch(problem -> problem.startsWith("argocd-rbac-cm: scopes"))
        .anyMatch(problem -> problem.startsWith("argocd-rbac-cm: policy.matchMode"))
        .anyMatch(problem -> problem.startsWith("argocd-cm: server.rbac.rollback"));
  }
}
