package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.ApiException;
import dev.kilter.api.Call;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.FleetViews;
import dev.kilter.server.session.LoginStory;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of each thing, and a call for every route. */
final class RouteStory {
  static final String REPOSITORY = "https://git.acme.io/shop.git";

  final Fixture fixture = new Fixture();
  private final LoginStory logins = new LoginStory();

  RouteStory() {
    fill();
  }

  void fill() {
    fixture.fleet = new NoClusters();
    fixture.repositories.clear();
    fixture.applications.put(Fixture.yaml(KilterApiTest.APPLICATION));
    fixture.repositories.add(new Repository(REPOSITORY, "git", "", "", Map.of()));
  }

  KilterApi api() {
    return fixture
        .api()
        .with(
            new Logins(
                logins.sessions,
                logins.accounts,
                (project, role, tokens) -> {
                  throw new AssertionError("nobody may change tokens here");
                },
                new SecureRandom()));
  }

  Answer answer(KilterApi api, String route, Access access) {
    return answer(api, route, access, Map.of());
  }

  Answer answer(KilterApi api, String route, Access access, Map<String, List<String>> query) {
    String[] parts = route.split(" ", 2);
    Call call = new Call(parts[0], path(parts[1]), query, Optional.of(BODY));
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
