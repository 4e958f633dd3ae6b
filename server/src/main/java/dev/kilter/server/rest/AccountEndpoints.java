package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.access.LoginRules;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.AccountStore;
import dev.kilter.server.openapi.About;
import dev.kilter.server.session.Identity;
import dev.kilter.server.session.Login;
import dev.kilter.server.session.Passwords;
import dev.kilter.server.session.Sessions;
import dev.kilter.server.session.Sessions.Checked;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Local accounts: who there is, their passwords and their tokens. Secrets never come out. */
final class AccountEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(AccountEndpoints.class);
  private static final String ACCOUNTS = "accounts";

  private final AccountStore accounts;
  private final Sessions sessions;
  private final SecureRandom random;

  AccountEndpoints(AccountStore accounts, Sessions sessions, SecureRandom random) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.random = random;
  }

  void mount(Router router, Function<Request, Asker> askers) {
    router.on(
        "GET",
        "/api/v1/account",
        About.of("AccountService_ListAccounts", "accountAccountsList"),
        request -> list(askers.apply(request)));
    router.on(
        "GET",
        "/api/v1/account/{name}",
        About.of("AccountService_GetAccount", "accountAccount"),
        request -> get(request.parameter("name"), askers.apply(request)));
    router.on(
        "PUT",
        "/api/v1/account/password",
        About.of("AccountService_UpdatePassword", "accountUpdatePasswordResponse")
            .takes("accountUpdatePasswordRequest"),
        request -> changePassword(request.body(), askers.apply(request)));
    router.on(
        "POST",
        "/api/v1/account/{name}/token",
        About.of("AccountService_CreateToken", "accountCreateTokenResponse")
            .takes("accountCreateTokenRequest"),
        request -> createToken(request.parameter("name"), request.body(), askers.apply(request)));
    router.on(
        "DELETE",
        "/api/v1/account/{name}/token/{id}",
        About.of("AccountService_DeleteToken", "accountEmptyResponse"),
        request ->
            deleteToken(request.parameter("name"), request.parameter("id"), askers.apply(request)));
  }

  Answer list(Asker asker) {
    return Answer.ok(
        Map.of(
            "items",
            accounts.current().all().stream()
                .filter(account -> may(asker, "get", account.name()))
                .map(AccountEndpoints::tree)
                .toList()));
  }

  Answer get(String name, Asker asker) {
    require(asker, "get", name);
    return Answer.ok(tree(find(name)));
  }

  /** One's own, or anybody's where that is permitted; one's own present one is always asked for. */
  Answer changePassword(Document body, Asker asker) {
    String own = asker.identity() instanceof Identity.User user ? user.name() : "";
    String name = body.text("name").isEmpty() ? own : body.text("name");
    if (own.isEmpty()) {
      throw Problem.of(ProblemKind.INVALID_INPUT, "password can only be changed by local users")
          .saying(
              "Only a local account can change a password here.",
              "You are not logged in as one.",
              "kilter login HOST --username NAME")
          .exception();
    }
    if (!name.equals(own)) {
      asker.require(ACCOUNTS, "update", name);
    }
    Account asking = verified(own, body.text("currentPassword"), asker.address());
    String next = body.text("newPassword");
    requireAcceptable(next);
    Account changed = name.equals(own) ? asking : find(name);
    Problems.unwrap(
        accounts.changePassword(changed, Passwords.hash(next, random), sessions.passwordMtime()));
    LOG.info("Account {} changed the password of account {}", own, name);
    return Answer.ok(Map.of());
  }

  private Account verified(String name, String password, String address) {
    Checked checked =
        password.isEmpty()
            ? new Checked.No(new Login.Refused(Login.Reason.WRONG))
            : sessions.check(name, password, address);
    return switch (checked) {
      case Checked.Yes(var account, _) -> account;
      case Checked.No(Login.TooMany(var wait)) -> throw SessionEndpoints.tooMany(wait).exception();
      case Checked.No _ ->
          throw Problem.of(ProblemKind.INVALID_INPUT, "current password does not match")
              .saying(
                  "Your present password is another one.",
                  "\"currentPassword\" is not the password of account \"" + name + "\".",
                  "send it again with the present password")
              .exception();
    };
  }

  private void requireAcceptable(String password) {
    LoginRules rules = accounts.current().rules();
    if (!rules.accepts(password) || !Passwords.isShortEnough(password)) {
      throw Problem.of(
              ProblemKind.INVALID_INPUT,
              "new password does not match the following expression: " + rules.passwordPattern())
          .saying(
              "The new password is not acceptable.",
              "It must match " + rules.passwordPattern() + " and have at most 72 bytes.",
              "choose another one")
          .exception();
    }
  }

  Answer createToken(String name, Document body, Asker asker) {
    require(asker, "update", name);
    Account account = find(name);
    if (!account.can(Capability.API_KEY)) {
      throw Problem.of(
              ProblemKind.INVALID_INPUT, "account '" + name + "' does not have apiKey capability")
          .saying(
              "Account \"" + name + "\" may have no tokens.",
              "argocd-cm gives it no capability apiKey.",
              "kubectl -n argocd edit configmap argocd-cm")
          .exception();
    }
    TokenWish wish = TokenWish.read(body);
    Token token = sessions.newToken(Optional.of(account), wish.id(), wish.lasts());
    String signed =
        sessions.signed(account, token).orElseThrow(() -> SessionEndpoints.notReady().exception());
    if (accounts.addToken(name, token)
        instanceof Result.Failed<Void>(Failure.Conflict(var message))) {
      throw Problem.of(
              ProblemKind.INVALID_INPUT, "account already has token with id '" + token.id() + "'")
          .saying("The token was not made.", message, "choose another id, or none")
          .exception();
    }
    LOG.info("Made token {} of account {}", token.id(), name);
    return Answer.ok(Map.of("token", signed));
  }

  Answer deleteToken(String name, String id, Asker asker) {
    require(asker, "update", name);
    Problems.unwrap(accounts.removeToken(name, id));
    LOG.info("Removed token {} of account {}", id, name);
    return Answer.ok(Map.of());
  }

  private Account find(String name) {
    return accounts
        .current()
        .find(name)
        .orElseThrow(() ->
            Problem.of(ProblemKind.NOT_FOUND, "account '" + name + "' does not exist")
                .saying(
                    "There is no account \"" + name + "\".",
                    "argocd-cm has no entry accounts." + name + ".",
                    "kilter account list")
                .exception());
  }

  private static boolean may(Asker asker, String action, String name) {
    return asker.is(name) || asker.may(ACCOUNTS, action, name);
  }

  /** What is missing looks like what is forbidden. */
  private static void require(Asker asker, String action, String name) {
    if (!asker.is(name)) {
      asker.require(ACCOUNTS, action, name);
    }
  }

  private static Map<String, @Nullable Object> tree(Account account) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", account.name());
    if (account.enabled()) {
      tree.put("enabled", true);
    }
    List<String> words = account.capabilities().stream().sorted().map(Capability::word).toList();
    if (!words.isEmpty()) {
      tree.put("capabilities", words);
    }
    if (!account.tokens().isEmpty()) {
      tree.put(
          "tokens",
          account.tokens().stream()
              .sorted(Comparator.comparing(Token::issuedAt).reversed())
              .map(AccountEndpoints::tree)
              .toList());
    }
    return tree;
  }

  private static Map<String, @Nullable Object> tree(Token token) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", token.id());
    tree.put("issuedAt", token.issuedAt().getEpochSecond());
    token.expiresAt().ifPresent(end -> tree.put("expiresAt", end.getEpochSecond()));
    return tree;
  }
}
