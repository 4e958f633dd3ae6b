package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Answer;
import dev.kilter.api.ApiException;
import dev.kilter.api.Call;
import dev.kilter.codec.Json;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.FleetViews;
import dev.kilter.server.session.LoginStory;
import dev.kilter.testkit.Golden;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

  private static final String REPOSITORY = "https://git.acme.io/shop.git";

  private final Fixture fixture = new Fixture();
  private final LoginStory story = new LoginStory();
  private final Set<String> asked = new LinkedHashSet<>();

  PermissionsOfRoutesTest() {
    fill();
  }

  private void fill() {
    fixture.fleet = new NoClusters();
    fixture.repositories.clear();
    fixture.applications.put(Fixture.yaml(KilterApiTest.APPLICATION));
    fixture.repositories.add(new Repository(REPOSITORY, "git", "", "", Map.of()));
  }

  private KilterApi api() {
    return fixture
        .api()
        .with(
            new Logins(
                story.sessions,
                story.accounts,
                (project, role, tokens) -> {
                  throw new AssertionError("nobody may change tokens here");
                },
                new SecureRandom()));
  }

  @Test
  void eachRouteAsksForItsPermission() {
    TreeSet<String> table = new TreeSet<>();
    for (String route : api().routes()) {
      fill();
      asked.clear();
      answer(api(), route, new Recording(true));
      table.add(route + "\n    " + (asked.isEmpty() ? "nothing" : String.join("\n    ", asked)));
    }
    Golden.check("permissions.txt", String.join("\n", table) + "\n");
  }

  @Test
  void whoMayDoNothingLearnsAndChangesNothing() {
    Map<?, ?> before = fixture.applications.tree("shop").root();
    for (String route : api().routes()) {
      if (!OPEN.contains(route)) {
        Answer answer = answer(api(), route, new Recording(false));
        String asked = route.contains("{repo}") ? REPOSITORY : "nothing";
        assertThat(Json.text(answer.tree()).replace(asked, ""))
            .describedAs(route)
            .doesNotContain("https://git.acme.io", "9f31c2a", "https://kubernetes.default.svc");
        assertThat(answer.status() == 403 || answer.status() == 404 || items(answer).isEmpty())
            .describedAs("%s answers %s", route, answer)
            .isTrue();
      }
    }
    assertThat(fixture.applications.tree("shop").root()).isEqualTo(before);
    assertThat(fixture.repositories).hasSize(1);
  }

  /** What is missing and what may not be seen are told in the same words. */
  @Test
  void absenceLooksLikeRefusal() {
    for (String route : fixture.api().routes()) {
      boolean application = route.contains("/applications/{name}");
      if (application || route.contains("{repo}")) {
        Answer hidden = answer(api(), route, new Recording(false));
        String other = route.replace("{name}", "none").replace("{repo}", "none");
        Answer absent = answer(api(), other, new Recording(false));
        assertThat(Json.text(absent.tree()).replace("none", application ? "shop" : REPOSITORY))
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

  private Answer answer(KilterApi api, String route, Access access) {
    String[] parts = route.split(" ", 2);
    Call call = new Call(parts[0], path(parts[1]), Map.of(), java.util.Optional.of(BODY));
    Caller caller = new Caller("bob", access);
    if (!api.streams(call)) {
      return api.answer(call, caller);
    }
    List<Map<String, @Nullable Object>> told = new ArrayList<>();
    try {
      api.follow(
          call,
          caller,
          (_, _, data) -> {
            if (data.isEmpty() || data.containsKey("at")) {
              throw new IOException("all that was there has been told");
            }
            told.add(data);
          });
      return Answer.ok(Map.of());
    } catch (ApiException e) {
      return Answer.of(e.problem());
    } catch (IOException e) {
      return Answer.ok(Map.of("items", told));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String path(String pattern) {
    return pattern
        .replace("{name}", pattern.contains("/projects/") ? "default" : "shop")
        .replace("{project}", "default")
        .replace("{repo}", "https%3A%2F%2Fgit.acme.io%2Fshop.git")
        .replaceAll("\\{[^}]*}", "x");
  }

  /** Enough for every call to get to what it asks. */
  private static final Map<String, Object> BODY =
      Map.of(
          "metadata",
          Map.of("name", "fresh"),
          "spec",
          Map.of("project", "default"),
          "operation",
          Map.of("sync", Map.of("manifests", List.of("{}"))),
          "project",
          Map.of("metadata", Map.of("name", "fresh"), "spec", Map.of()),
          "repo",
          "https://elsewhere.example/other.git",
          "patch",
          "{\"spec\":{\"project\":\"elsewhere\"}}",
          "patchType",
          "merge",
          "id",
          11);

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

  /** A controller answers, and has nothing to say. */
  private static final class NoClusters implements FleetViews {
    @Override
    public Result<Explained> brief(ApplicationId id) {
      return FleetViews.NONE.brief(id);
    }

    @Override
    public Result<List<ClusterState>> clusters() {
      return Result.success(List.of());
    }

    @Override
    public void listen(Consumer<ApplicationId> changed) {}
  }
}
