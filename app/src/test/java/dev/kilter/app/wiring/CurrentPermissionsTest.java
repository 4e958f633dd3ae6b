package dev.kilter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.AccessRules.PolicyText;
import dev.kilter.model.access.AccessRules.Switches;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.testkit.store.InMemoryAccess;
import dev.kilter.testkit.store.InMemoryProjects;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrentPermissionsTest {
  private final InMemoryAccess access = new InMemoryAccess(AccessRules.DEFAULTS);
  private final CurrentPermissions permissions =
      new CurrentPermissions(access, new InMemoryProjects());

  private boolean may() {
    return permissions
        .get()
        .verdict(Subject.user("bob"), new Question("applications", "get", "shop/api"))
        .allowed();
  }

  private void policy(String text) {
    access.put(
        new AccessRules(
            List.of(new PolicyText("argocd-rbac-cm: policy.csv", text)),
            "",
            List.of("groups"),
            Matching.GLOB,
            Switches.DEFAULTS,
            List.of()));
  }

  @Test
  void aChangeCountsAtTheNextQuestion() {
    assertThat(may()).isFalse();
    policy("p, bob, applications, get, shop/*, allow");
    assertThat(may()).isTrue();
    policy("");
    assertThat(may()).isFalse();
  }

  /** So that what was worked out from a policy can be kept as long as it stands. */
  @Test
  void whatDidNotChangeStaysTheSameObject() {
    assertThat(permissions.get()).isSameAs(permissions.get());
  }
}
