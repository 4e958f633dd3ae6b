package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Call;
import dev.kilter.model.source.Repository;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One URL may stand for several projects, each with credentials of its own. */
class RepositoryEndpointsTest {
  private static final String URL = "https://git.acme.io/shop.git";
  private static final String PATH = "/api/v1/repositories/https%3A%2F%2Fgit.acme.io%2Fshop.git";
  private static final Access WEB_ONLY = (_, _, object) -> object.startsWith("web/");

  private final Fixture fixture = new Fixture();

  RepositoryEndpointsTest() {
    for (String project : new String[] {"", "api", "web"}) {
      fixture.repositories.add(new Repository(URL, "git", "", project, Map.of()));
    }
  }

  private int status(Access access, Call call) {
    return fixture.api().answer(call, new Caller("ana", access)).status();
  }

  @Test
  void whoMayRemoveOneProjectsLeavesTheOthers() {
    assertThat(status(WEB_ONLY, Call.of("DELETE", PATH))).isEqualTo(200);
    assertThat(fixture.repositories).extracting(Repository::project).containsExactly("", "api");
  }

  @Test
  void removesNothingWhereOneOfThemMayNotBeRemoved() {
    Access reading = (_, action, object) -> action.equals("get") || object.startsWith("web/");
    assertThat(status(reading, Call.of("DELETE", PATH))).isEqualTo(403);
    assertThat(fixture.repositories).hasSize(3);
  }

  @Test
  void aProjectMayBeNamed() {
    Call ofApi = Call.of("DELETE", PATH).with("appProject", "api");
    assertThat(status(WEB_ONLY, ofApi)).isEqualTo(404);
    assertThat(status(Access.OWNER, ofApi)).isEqualTo(200);
    assertThat(fixture.repositories).extracting(Repository::project).containsExactly("", "web");
  }

  @Test
  void anotherProjectsIsNoReasonToRefuseOne() {
    Map<String, Object> wanted = Map.of("repo", URL, "project", "shop", "username", "bob");
    Access creating = (_, action, _) -> action.equals("create");
    assertThat(status(creating, Call.of("POST", "/api/v1/repositories").body(wanted)))
        .isEqualTo(200);
    assertThat(fixture.repositories).hasSize(4);
  }
}
