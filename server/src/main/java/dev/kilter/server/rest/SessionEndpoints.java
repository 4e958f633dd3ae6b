package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.failure.Result;
import dev.kilter.server.openapi.About;
import dev.kilter.server.session.Identity;
import dev.kilter.server.session.Login;
import dev.kilter.server.session.Sessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out, and who is logged in. These answer whoever asks. */
final class SessionEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(SessionEndpoints.class);

  private final Sessions sessions;

  SessionEndpoints(Sessions sessions) {
    this.sessions = sessions;
  }

  void mount(Router router, Function<Request, Asker> askers) {
    router.on(
        "POST",
        "/api/v1/session",
        About.of("SessionService_Create", "sessionSessionResponse")
            .takes("sessionSessionCreateRequest"),
        request -> logIn(request.body(), askers.apply(request).address()));
    router.on(
        "DELETE",
        "/api/v1/session",
        About.of("SessionService_Delete", "sessionSessionResponse"),
        request -> logOut(askers.apply(request).token()));
    router.on(
        "GET",
        "/api/v1/session/userinfo",
        About.of("SessionService_GetUserInfo", "sessionGetUserInfoResponse"),
        request -> userInfo(askers.apply(request).identity()));
  }

  Answer logIn(Document body, String address) {
    String name = body.text("username");
    String password = body.text("password");
    if (name.isEmpty() || password.isEmpty()) {
      throw Problem.of(ProblemKind.NOT_LOGGED_IN, "no credentials supplied")
          .saying(
              "Nobody can be logged in without a name and a password.",
              "\"username\" or \"password\" is missing or empty.",
              "kilter login HOST --username NAME")
          .exception();
    }
    return switch (sessions.logIn(name, password, address)) {
      case Login.Granted(var token) -> Answer.ok(Map.of("token", token));
      case Login.Refused(var reason) -> throw refused(reason, name).exception();
      case Login.TooMany(var wait) -> throw tooMany(wait).exception();
    };
  }

  /** The cookie is the server's to take away. */
  Answer logOut(String token) {
    if (sessions.logOut(token) instanceof Result.Failed<Void>(var failure)) {
      LOG.warn("{}", failure.message());
    }
    return Answer.ok(Map.of());
  }

  Answer userInfo(Identity identity) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    switch (identity) {
      case Identity.User(var name, var groups, _) -> loggedIn(tree, name, groups);
      case Identity.ProjectRole role -> loggedIn(tree, role.subject(), List.of());
      case Identity.Anonymous _, Identity.Nobody _ -> {}
    }
    return Answer.ok(tree);
  }

  private static void loggedIn(
      Map<String, @Nullable Object> tree, String name, List<String> groups) {
    tree.put("loggedIn", true);
    tree.put("username", name);
    tree.put("iss", "argocd");
    if (!groups.isEmpty()) {
      tree.put("groups", groups);
    }
  }

  private static Problem refused(Login.Reason reason, String name) {
    return switch (reason) {
      case WRONG ->
          Problem.of(ProblemKind.NOT_LOGGED_IN, "Invalid username or password")
              .saying(
                  "The name or the password is wrong.",
                  "No account that may log in has this name and this password.",
                  "kilter login HOST --username NAME",
                  "kubectl -n argocd get secret argocd-initial-admin-secret");
      case DISABLED ->
          Problem.of(ProblemKind.NOT_LOGGED_IN, "Account " + name + " is disabled")
              .saying(
                  "The account is disabled.",
                  "argocd-cm switches it off.",
                  "ask whoever may change argocd-cm");
      case NO_LOGIN ->
          Problem.of(
                  ProblemKind.NOT_LOGGED_IN, "Account " + name + " does not have login capability")
              .saying(
                  "The account may not log in.",
                  "argocd-cm gives it no capability login.",
                  "ask whoever may change argocd-cm");
      case NOT_READY -> notReady();
    };
  }

  static Problem notReady() {
    return Problem.of(ProblemKind.CLUSTER_UNREACHABLE, "the accounts cannot be read")
        .saying(
            "Nobody can log in, and no token be made, at the moment.",
            "argocd-secret cannot be read, or holds no server.secretkey yet.",
            "look into the server's log",
            "try again in a moment");
  }

  static Problem tooMany(Duration wait) {
    long seconds = wait.plusMillis(999).toSeconds();
    return Problem.of(ProblemKind.TOO_MANY, "too many login attempts")
        .saying(
            "Too many passwords were tried.",
            "The account, or the address that this came from, had too many failures, or many log in"
                + " at once.",
            "try again in " + seconds + " s");
  }
}
