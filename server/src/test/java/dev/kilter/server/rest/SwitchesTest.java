package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.model.access.AccessRules.Switches;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which permission a call needs is a matter of settings in three places (Argo CD, docs/rbac). */
class SwitchesTest {
  private final Fixture fixture = new Fixture();

  private int status(String action, Call call) {
    fixture.applications.put(Fixture.yaml(KilterApiTest.APPLICATION));
    Set<String> allowed = Set.of("get", action);
    Answer answer =
        fixture.api().answer(call, new Caller("bob", (_, asked, _) -> allowed.contains(asked)));
    return answer.status();
  }

  private static Call rollback() {
    return Call.of("POST", "/api/v1/applications/shop/rollback").body(Map.of("id", 11));
  }

  private static Call sync(String revision) {
    return Call.of("POST", "/api/v1/applications/shop/sync").body(Map.of("revision", revision));
  }

  private static Call delete() {
    return Call.of("DELETE", "/api/v1/applications/shop/resource")
        .with("kind", "Pod")
        .with("namespace", "shop")
        .with("resourceName", "api-1");
  }

  @Test
  void aRollbackIsASyncUnlessItHasItsOwnPermission() {
    assertThat(status("sync", rollback())).isEqualTo(200);
    assertThat(status("rollback", rollback())).isEqualTo(403);
    fixture.switches = new Switches(true, true, false);
    assertThat(status("sync", rollback())).isEqualTo(403);
    assertThat(status("rollback", rollback())).isEqualTo(200);
  }

  @Test
  void anotherRevisionMayTakeTheRightToOverride() {
    assertThat(status("sync", sync("v2"))).isEqualTo(200);
    fixture.switches = new Switches(true, false, true);
    assertThat(status("sync", sync("v2"))).isEqualTo(403);
    assertThat(status("sync", sync("main"))).isEqualTo(200);
    assertThat(status("sync", sync(""))).isEqualTo(200);
  }

  /** No controller answers here: 503 means that it was permitted to ask. */
  @Test
  void theRightToDeleteReachesObjectsOnlyWhereItIsInherited() {
    assertThat(status("delete", delete())).isEqualTo(403);
    assertThat(status("delete//Pod/shop/api-1", delete())).isEqualTo(503);
    fixture.switches = new Switches(false, false, false);
    assertThat(status("delete", delete())).isEqualTo(503);
  }
}
