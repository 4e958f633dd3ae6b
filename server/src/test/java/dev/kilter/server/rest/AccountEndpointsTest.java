package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.failure.Result;
import dev.kilter.model.project.Project;
import dev.kilter.server.session.Identity;
import dev.kilter.server.session.LoginStory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoints of identity, asked through the router as HTTP would. */
class AccountEndpointsTest {
  private static final String PASSWORD = LoginStory.PASSWORD;

  private final LoginStory story = new LoginStory();
  private final Router router = new Router();
  private final Set<String> permitted = new TreeSet<>();
  private final List<String> answers = new ArrayList<>();
  private String token = "";
  private List<String> groups = List.of();

  AccountEndpointsTest() {
    new SessionEndpoints(story.sessions).mount(router, _ -> asker());
    new AccountEndpoints(story.accounts, story.sessions, new SecureRandom())
        .mount(router, _ -> asker());
    new RoleTokenEndpoints(story.projects, this::write, story.sessions).mount(router, _ -> asker());
  }

  private Asker asker() {
    Identity identity = story.sessions.identify(token);
    return new Asker(
        identity instanceof Identity.User(var name, _, var by)
            ? new Identity.User(name, groups, by)
            : identity,
        token,
        LoginStory.HERE,
        (resource, action, object) -> permitted.contains(resource + " " + action + " " + object));
  }

  /** As the store writes it. */
  private Result<Project> write(Project read, String role, List<Token> tokens) {
    List<Map<String, Object>> entries =
        tokens.stream()
            .map(each ->
                Map.<String, Object>of("id", each.id(), "iat", each.issuedAt().getEpochSecond()))
            .toList();
    story.project(
        Map.of("roles", List.of(Map.of("name", role, "groups", List.of("deployers")))),
        Map.of("jwtTokensByRole", Map.of(role, Map.of("items", entries))));
    return Result.success(story.projects.find(read.name()).orElseThrow());
  }

  @Test
  void logsInTellsWhoItIsAndLogsOut() {
    assertThat(get("/api/v1/session/userinfo")).isEqualTo(Map.of());

    token = logIn("ana", PASSWORD).text("token");

    assertThat(get("/api/v1/session/userinfo"))
        .isEqualTo(Map.of("loggedIn", true, "username", "ana", "iss", "argocd"));
    assertThat(call("DELETE", "/api/v1/session", Map.of())).isEqualTo(Map.of());
    assertThat(get("/api/v1/session/userinfo")).isEqualTo(Map.of());
  }

  @Test
  void anUnknownNameIsAnsweredAsAWrongPassword() {
    assertThat(answer("POST", "/api/v1/session", login("nobody", "x")))
        .isEqualTo(answer("POST", "/api/v1/session", login("ana", "x")));
    assertThat(answer("POST", "/api/v1/session", login("ana", "x")).status()).isEqualTo(401);
    assertThat(logIn("ana", "x").text("message")).isEqualTo("Invalid username or password");
    assertThat(logIn("ana", "").text("message")).isEqualTo("no credentials supplied");
    logIn("ana", "x");
    Answer limited = answer("POST", "/api/v1/session", login("ana", PASSWORD));
    assertThat(limited.status()).isEqualTo(429);
    assertThat(new Document(limited.tree()).texts("kilter", "do"))
        .containsExactly("try again in 300 s");
  }

  @Test
  void showsOneselfAndWhomOneMaySee() {
    story.token("ana", "laptop", Duration.ofHours(1));
    token = logIn("ana", PASSWORD).text("token");

    assertThat(get("/api/v1/account"))
        .isEqualTo(
            Map.of(
                "items",
                List.of(
                    Map.of(
                        "name",
                        "ana",
                        "enabled",
                        true,
                        "capabilities",
                        List.of("login", "apiKey"),
                        "tokens",
                        List.of(
                            Map.of(
                                "id",
                                "laptop",
                                "issuedAt",
                                1_795_860_000L,
                                "expiresAt",
                                1_795_863_600L))))));
    assertThat(status("GET", "/api/v1/account/admin")).isEqualTo(403);
    assertThat(answer("GET", "/api/v1/account/nobody", Map.of()).tree().toString())
        .isEqualTo(
            answer("GET", "/api/v1/account/admin", Map.of())
                .tree()
                .toString()
                .replace("admin", "nobody"));
    permitted.add("accounts get admin");
    permitted.add("accounts get nobody");
    assertThat(get("/api/v1/account/admin"))
        .isEqualTo(Map.of("name", "admin", "enabled", true, "capabilities", List.of("login")));
    assertThat(status("GET", "/api/v1/account/nobody")).isEqualTo(404);
    token = "";
    assertThat(get("/api/v1/account")).isEqualTo(Map.of("items", listed("admin")));
  }

  private List<Object> listed(String name) {
    return List.of(get("/api/v1/account/" + name));
  }

  @Test
  void changesOnesOwnPassword() {
    token = logIn("ana", PASSWORD).text("token");

    assertThat(change(Map.of("currentPassword", "x", "newPassword", "canary-next")))
        .isEqualTo("current password does not match");
    assertThat(change(Map.of("currentPassword", PASSWORD, "newPassword", "short")))
        .isEqualTo("new password does not match the following expression: ^.{8,32}$");
    assertThat(change(Map.of("currentPassword", PASSWORD, "newPassword", "ü".repeat(32) + "ü")))
        .startsWith("new password does not match");
    assertThat(change(Map.of("currentPassword", PASSWORD, "newPassword", "canary-next"))).isEmpty();

    assertThat(get("/api/v1/session/userinfo")).isEqualTo(Map.of());
    assertThat(logIn("ana", PASSWORD).text("message")).isEqualTo("Invalid username or password");
    assertThat(logIn("ana", "canary-next").text("token")).isNotEmpty();
  }

  @Test
  void changesAnothersPasswordWithPermissionAndOnesOwn() {
    token = logIn("admin", PASSWORD).text("token");
    Map<String, Object> wanted =
        Map.of("name", "ana", "currentPassword", PASSWORD, "newPassword", "canary-next");

    assertThat(change(wanted)).isEqualTo("permission denied: accounts, update, ana, sub: admin");
    permitted.add("accounts update ana");
    assertThat(change(wanted)).isEmpty();
    assertThat(logIn("ana", "canary-next").text("token")).isNotEmpty();
    permitted.add("accounts update nobody");
    assertThat(
            change(
                Map.of("name", "nobody", "currentPassword", PASSWORD, "newPassword", "canary-2")))
        .isEqualTo("account 'nobody' does not exist");
    token = "";
    permitted.add("accounts update admin");
    assertThat(change(wanted)).isEqualTo("password can only be changed by local users");
  }

  @Test
  void guessingThePresentPasswordIsLimitedToo() {
    token = story.token("ana", "stolen", Duration.ZERO);
    for (int i = 0; i < 5; i++) {
      change(Map.of("currentPassword", "guess", "newPassword", "canary-next"));
    }

    assertThat(change(Map.of("currentPassword", PASSWORD, "newPassword", "canary-next")))
        .isEqualTo("too many login attempts");
  }

  @Test
  void makesAndRemovesTokensOfAnAccount() {
    token = logIn("ana", PASSWORD).text("token");
    String path = "/api/v1/account/ana/token";

    String made =
        Document.of(call("POST", path, Map.of("id", "laptop", "expiresIn", 60L))).text("token");

    assertThat(story.sessions.identify(made))
        .isEqualTo(new Identity.User("ana", List.of(), Capability.API_KEY));
    assertThat(message("POST", path, Map.of("id", "laptop")))
        .isEqualTo("account already has token with id 'laptop'");
    assertThat(message("POST", path, Map.of("expiresIn", -1L)))
        .isEqualTo("expiresIn must be a number of seconds");
    assertThat(message("POST", path, Map.of("id", "a\nb"))).isEqualTo("token id is not usable");
    assertThat(message("POST", path, Map.of("expiresIn", "soon")))
        .isEqualTo("expiresIn must be a number of seconds");
    assertThat(Document.of(call("POST", path, Map.of("expiresIn", "60"))).text("token"))
        .isNotEmpty();
    assertThat(call("DELETE", path + "/laptop", Map.of())).isEqualTo(Map.of());
    assertThat(story.sessions.identify(made)).isInstanceOf(Identity.Nobody.class);
    assertThat(status("DELETE", path + "/laptop")).isEqualTo(404);
    assertThat(message("POST", "/api/v1/account/ci/token", Map.of()))
        .isEqualTo("permission denied: accounts, update, ci, sub: ana");
    permitted.add("accounts update admin");
    assertThat(message("POST", "/api/v1/account/admin/token", Map.of()))
        .isEqualTo("account 'admin' does not have apiKey capability");
  }

  @Test
  void makesAndRemovesTokensOfARole() {
    story.project(
        Map.of("roles", List.of(Map.of("name", "ci", "groups", List.of("deployers")))), Map.of());
    token = logIn("ana", PASSWORD).text("token");
    String path = "/api/v1/projects/shop/roles/ci/token";

    assertThat(message("POST", path, Map.of())).startsWith("permission denied: projects, update");
    assertThat(message("POST", path.replace("shop", "none"), Map.of()))
        .isEqualTo(message("POST", path, Map.of()).replace("shop", "none"));
    groups = List.of("deployers");
    String made = Document.of(call("POST", path, Map.of("id", "a"))).text("token");
    Identity.ProjectRole role = new Identity.ProjectRole("shop", "ci");
    assertThat(story.sessions.identify(made)).isEqualTo(role);
    groups = List.of();
    permitted.add("projects update shop");
    permitted.add("projects update none");
    assertThat(message("POST", path, Map.of("id", "a"))).isEqualTo("Token id 'a' has been used. ");
    assertThat(message("POST", path.replace("ci", "other"), Map.of()))
        .isEqualTo("project 'shop' does not have role 'other'");
    assertThat(status("POST", path.replace("shop", "none"))).isEqualTo(404);

    assertThat(call("DELETE", path + "/1795860000", Map.of())).isEqualTo(Map.of());

    assertThat(story.sessions.identify(made)).isInstanceOf(Identity.Nobody.class);
    assertThat(call("DELETE", path + "/1795860000", Map.of())).isEqualTo(Map.of());
    assertThat(call("DELETE", path + "/words", Map.of())).isEqualTo(Map.of());
  }

  @AfterEach
  void noPasswordHashOrKeyIsInAnyAnswer() {
    assertThat(answers).isNotEmpty();
    assertThat(String.join("\n", answers)).doesNotContain("canary", "$2a$", "a key of the tests");
    token = story.token("ci", "printed", Duration.ZERO);
    assertThat(asker().toString()).contains("ci").doesNotContain(token);
  }

  private Document logIn(String name, String password) {
    return new Document(answer("POST", "/api/v1/session", login(name, password)).tree());
  }

  private static Map<String, Object> login(String name, String password) {
    return Map.of("username", name, "password", password);
  }

  private String change(Map<String, Object> body) {
    return message("PUT", "/api/v1/account/password", body);
  }

  private Map<String, @Nullable Object> get(String path) {
    return call("GET", path, Map.of());
  }

  private int status(String method, String path) {
    return answer(method, path, Map.of()).status();
  }

  private String message(String method, String path, Map<String, Object> body) {
    return new Document(answer(method, path, body).tree()).text("message");
  }

  private Map<String, @Nullable Object> call(String method, String path, Map<String, Object> body) {
    Answer answer = answer(method, path, body);
    assertThat(answer.status()).as(answer.tree().toString()).isEqualTo(200);
    return answer.tree();
  }

  private Answer answer(String method, String path, Map<String, Object> body) {
    Answer answer =
        router.answer(Call.of(method, path).body(body), new Caller("ana", Access.OWNER));
    answers.add(Json.text(answer.tree()));
    return answer;
  }
}
