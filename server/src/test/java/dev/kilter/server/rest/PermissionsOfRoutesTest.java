package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Answer;
import dev.kilter.codec.Json;
import dev.kilter.testkit.Golden;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Which permission each call of the API asks for, all of them: a new route is not let in before it
 * stands in the golden file, and whoever may do nothing learns and changes nothing.
 */
class PermissionsOfRoutesTest {
  /** What answers whoever asks, about themselves or about nothing that belongs to someone. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /api/version",
          "GET /api/v1/settings",
          "GET /api/v1/account/can-i/{resource}/{action}/{object=**}",
          "POST /api/v1/ext/can-i",
          "POST /api/v1/session",
          "DELETE /api/v1/session",
          "GET /api/v1/session/userinfo",
          "PUT /api/v1/account/password");

  private final RouteStory story = new RouteStory();
  private final Set<String> asked = new LinkedHashSet<>();

  @Test
  void eachRouteAsksForItsPermission() {
    TreeSet<String> table = new TreeSet<>();
    for (String route : story.api().routes()) {
      story.fill();
      asked.clear();
      story.answer(story.api(), route, new Recording(true));
      table.add(route + "\n    " + (asked.isEmpty() ? "nothing" : String.join("\n    ", asked)));
    }
    Golden.check("permissions.txt", String.join("\n", table) + "\n");
  }

  @Test
  void whoMayDoNothingLearnsAndChangesNothing() {
    Map<?, ?> before = story.fixture.applications.tree("shop").root();
    for (String route : story.api().routes()) {
      if (!OPEN.contains(route)) {
        Answer answer = story.answer(story.api(), route, new Recording(false));
        String asked = route.contains("{repo}") ? RouteStory.REPOSITORY : "nothing";
        assertThat(Json.text(answer.tree()).replace(asked, ""))
            .describedAs(route)
            .doesNotContain("https://git.acme.io", "9f31c2a", "https://kubernetes.default.svc");
        assertThat(answer.status() == 403 || answer.status() == 404 || items(answer).isEmpty())
            .describedAs("%s answers %s", route, answer)
            .isTrue();
      }
    }
    assertThat(story.fixture.applications.tree("shop").root()).isEqualTo(before);
    assertThat(story.fixture.repositories).hasSize(1);
  }

  /** What is missing and what may not be seen are told in the same words. */
  @Test
  void absenceLooksLikeRefusal() {
    for (String route : story.api().routes()) {
      boolean application = route.contains("/applications/{name}");
      if (application || route.contains("{repo}")) {
        Answer hidden = story.answer(story.api(), route, new Recording(false));
        String other = route.replace("{name}", "none").replace("{repo}", "none");
        Answer absent = story.answer(story.api(), other, new Recording(false));
        assertThat(
                Json.text(absent.tree())
                    .replace("none", application ? "shop" : RouteStory.REPOSITORY))
            .describedAs(route)
            .isEqualTo(Json.text(hidden.tree()));
        assertThat(absent.status()).isEqualTo(hidden.status());
      }
    }
  }

  private static List<?> items(Answer answer) {
    Object items = answer.tree().getOrDefault("items", answer.tree().get("rows"));
    Object list = items == null ? answer.tree().get("entries") : items;
    return list instanceof List<?> found ? found : List.of("not a list");
  }

  private final class Recording implements Access {
    private final boolean answer;

    Recording(boolean answer) {
      this.answer = answer;
    }

    @Override
    public boolean may(String resource, String action, String object) {
      asked.add(resource + ", " + action + ", " + object);
      return answer;
    }
  }
}
