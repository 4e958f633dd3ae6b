package dev.kilter.server.session;

import static dev.kilter.server.session.LoginStory.HERE;
import static dev.kilter.server.session.LoginStory.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.access.LoginRules;
import dev.kilter.model.failure.Result;
import dev.kilter.server.session.Identity.Nobody;
import dev.kilter.server.session.Identity.Reason;
import dev.kilter.server.session.Identity.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
  private static final User ANA = new User("ana", List.of(), Capability.LOGIN);

  private final LoginStory story = new LoginStory();
  private final Sessions sessions = story.sessions;

  @Test
  void aSessionLastsForADay() {
    String token = story.logIn("ana");

    assertThat(sessions.identify(token)).isEqualTo(ANA);
    story.pass(Duration.ofHours(24).minusSeconds(2));
    assertThat(sessions.identify(token)).isEqualTo(ANA);
    story.pass(Duration.ofSeconds(2));
    assertThat(sessions.identify(token)).isEqualTo(new Nobody(Reason.EXPIRED));
  }

  @Test
  void onlyTheRightPasswordOfAnAccountThatMayLogInGetsIn() {
    assertThat(sessions.logIn("ana", "wrong", HERE)).isEqualTo(refused(Login.Reason.WRONG));
    assertThat(sessions.logIn("nobody", PASSWORD, HERE)).isEqualTo(refused(Login.Reason.WRONG));
    assertThat(sessions.logIn("ci", PASSWORD, HERE)).isEqualTo(refused(Login.Reason.NO_LOGIN));
    story.accounts.put(enabled("ana", false));
    assertThat(sessions.logIn("ana", PASSWORD, HERE)).isEqualTo(refused(Login.Reason.DISABLED));
    assertThat(sessions.logIn("ana", "wrong", HERE)).isEqualTo(refused(Login.Reason.WRONG));
    story.accounts.key(Optional.empty());
    assertThat(sessions.logIn("admin", PASSWORD, HERE)).isEqualTo(refused(Login.Reason.NOT_READY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2a$04$XsjOaMQVWQxCmzJlzJqDE.",
        "",
        "hunter2",
        "$2a$99$XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "$2a$17$XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "$2a$10$XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX!!",
        "$1$abc"
      })
  void whatIsNoHashIsNobodysPassword(String hash) {
    story.accounts.put(
        new Account("eve", true, Set.of(Capability.LOGIN), hash, Optional.empty(), List.of()));

    assertThat(sessions.logIn("eve", PASSWORD, HERE)).isEqualTo(refused(Login.Reason.WRONG));
    assertThat(sessions.logIn("eve", "", HERE)).isEqualTo(refused(Login.Reason.WRONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
  void readsHashesOfEveryKind(String kind) {
    String hash = Passwords.hash("pass word ü", 4, new SecureRandom());
    String other = kind + hash.substring(4);

    assertThat(Passwords.matches("pass word ü", other)).isTrue();
    assertThat(Passwords.matches("pass word u", other)).isFalse();
    assertThat(Passwords.cost(other)).isEqualTo(4);
  }

  @Test
  void looksAtTheFirst72BytesAsGoDoes() {
    String hash = Passwords.hash("x".repeat(72), 4, new SecureRandom());

    assertThat(Passwords.matches("x".repeat(80), hash)).isTrue();
    assertThat(Passwords.matches("x".repeat(71), hash)).isFalse();
    assertThat(Passwords.isShortEnough("ü".repeat(37))).isFalse();
  }

  @Test
  void loggingOutEndsTheSessionEverywhere() {
    String first = story.logIn("ana");
    String second = story.logIn("ana");
    Sessions other = story.process();
    assertThat(other.identify(first)).isEqualTo(ANA);

    assertThat(sessions.logOut(first)).isEqualTo(Result.done());

    assertThat(sessions.identify(first)).isEqualTo(new Nobody(Reason.REVOKED));
    assertThat(other.identify(first)).isEqualTo(new Nobody(Reason.REVOKED));
    assertThat(other.identify(second)).isEqualTo(ANA);
    assertThat(sessions.logOut(first)).isEqualTo(Result.done());
    assertThat(sessions.logOut("garbage")).isEqualTo(Result.done());
  }

  @Test
  void loggingOutLeavesATokenOfAProgram() {
    String token = story.token("ana", "laptop", Duration.ZERO);

    assertThat(sessions.logOut(token)).isEqualTo(Result.done());

    assertThat(sessions.identify(token)).isInstanceOf(User.class);
  }

  @Test
  void aDisabledAccountIsOutAtOnce() {
    String session = story.logIn("ana");
    String token = story.token("ana", "laptop", Duration.ZERO);

    story.accounts.put(enabled("ana", false));
    assertThat(sessions.identify(session)).isEqualTo(new Nobody(Reason.ACCOUNT_DISABLED));
    assertThat(sessions.identify(token)).isEqualTo(new Nobody(Reason.ACCOUNT_DISABLED));

    story.accounts.put(enabled("ana", true));
    assertThat(sessions.identify(session)).isEqualTo(ANA);
    story.accounts.remove("ana");
    assertThat(sessions.identify(session)).isEqualTo(new Nobody(Reason.ACCOUNT_GONE));
  }

  @Test
  void anAccountThatMayNoLongerLogInIsOutAtOnce() {
    String session = story.logIn("ana");

    story.account("ana", Set.of(Capability.API_KEY));

    assertThat(sessions.identify(session)).isEqualTo(new Nobody(Reason.CAPABILITY_GONE));
  }

  @Test
  void aChangedPasswordEndsWhatWasIssuedInTheSameSecondToo() {
    String session = story.logIn("ana");
    Account ana = story.accounts.current().find("ana").orElseThrow();

    story.accounts.changePassword(
        ana, Passwords.hash(PASSWORD, 4, new SecureRandom()), sessions.passwordMtime());

    assertThat(sessions.identify(session)).isEqualTo(new Nobody(Reason.PASSWORD_CHANGED));
    assertThat(sessions.identify(story.logIn("ana"))).isEqualTo(ANA);
    assertThat(sessions.identify(story.token("ana", "new", Duration.ZERO)))
        .isInstanceOf(User.class);
  }

  @Test
  void aTokenOfAProgramCountsWhileItIsListedAndNotOver() {
    String forEver = story.token("ci", "for-ever", Duration.ZERO);
    String forAnHour = story.token("ci", "for-an-hour", Duration.ofHours(1));

    assertThat(sessions.identify(forEver)).isEqualTo(new User("ci", List.of(), Capability.API_KEY));
    assertThat(sessions.identify(forAnHour)).isInstanceOf(User.class);
    story.pass(Duration.ofHours(2));
    assertThat(sessions.identify(forAnHour)).isEqualTo(new Nobody(Reason.EXPIRED));
    assertThat(sessions.identify(forEver)).isInstanceOf(User.class);
    story.accounts.removeToken("ci", "for-ever");
    assertThat(sessions.identify(forEver)).isEqualTo(new Nobody(Reason.TOKEN_REMOVED));
  }

  @Test
  void aTokenOfARoleCountsWhileTheProjectListsIt() {
    Identity.ProjectRole role = new Identity.ProjectRole("shop", "ci");
    Token listed = sessions.newToken(Optional.empty(), "deploy", Duration.ofHours(1));
    String token = sessions.signed(role, listed).orElseThrow();
    Map<String, Object> entry = Map.of("id", "deploy", "iat", listed.issuedAt().getEpochSecond());
    Map<String, Object> inStatus =
        Map.of("jwtTokensByRole", Map.of("ci", Map.of("items", List.of(entry))));
    Map<String, Object> plainRole = Map.of("name", "ci");

    assertThat(sessions.identify(token)).isEqualTo(new Nobody(Reason.TOKEN_REMOVED));
    story.project(Map.of("roles", List.of(plainRole)), inStatus);
    assertThat(sessions.identify(token)).isEqualTo(role);
    assertThat(role.subject()).isEqualTo("proj:shop:ci");
    story.project(
        Map.of("roles", List.of(Map.of("name", "ci", "jwtTokens", List.of(entry)))), Map.of());
    assertThat(sessions.identify(token)).isEqualTo(role);

    story.project(Map.of("roles", List.of()), inStatus);
    assertThat(sessions.identify(token)).isEqualTo(new Nobody(Reason.TOKEN_REMOVED));
    Map<String, Object> sameSecond =
        Map.of("id", "other", "iat", listed.issuedAt().getEpochSecond());
    story.project(
        Map.of("roles", List.of(Map.of("name", "ci", "jwtTokens", List.of(sameSecond)))), Map.of());
    assertThat(sessions.identify(token)).isEqualTo(new Nobody(Reason.TOKEN_REMOVED));
    story.projects.remove("shop");
    assertThat(sessions.identify(token)).isEqualTo(new Nobody(Reason.TOKEN_REMOVED));
  }

  @Test
  void anotherKeyEndsEverySession() {
    String session = story.logIn("ana");
    assertThat(sessions.identify(session)).isEqualTo(ANA);

    story.accounts.key(Optional.of(new dev.kilter.model.access.SigningKey(new byte[] {1, 2, 3})));

    assertThat(sessions.identify(session)).isEqualTo(new Nobody(Reason.NOT_OURS));
    assertThat(sessions.identify(story.logIn("ana"))).isEqualTo(ANA);
    story.accounts.key(Optional.empty());
    assertThat(sessions.identify(session)).isEqualTo(new Nobody(Reason.NOT_OURS));
  }

  @Test
  void whoShowsNothingIsAnonymousOnlyWhereThatIsAllowed() {
    assertThat(sessions.identify("")).isEqualTo(new Nobody(Reason.NO_TOKEN));

    story.accounts.rules(
        new LoginRules(Duration.ofMinutes(10), true, LoginRules.DEFAULTS.passwordPattern()));

    assertThat(sessions.identify("")).isEqualTo(new Identity.Anonymous());
    assertThat(sessions.identify("garbage")).isEqualTo(new Identity.Anonymous());
    String session = story.logIn("ana");
    assertThat(sessions.identify(session)).isEqualTo(ANA);
    story.pass(Duration.ofMinutes(10));
    assertThat(sessions.identify(session)).isEqualTo(new Identity.Anonymous());
  }

  @Test
  void printsNoTokenAndNoHash() {
    Login login = sessions.logIn("ana", PASSWORD, HERE);

    assertThat(login).hasToString("Granted");
    assertThat(sessions.check("ana", PASSWORD, HERE).toString()).doesNotContain("$2a$");
  }

  private Account enabled(String name, boolean on) {
    Account account = story.accounts.current().find(name).orElseThrow();
    return new Account(
        name,
        on,
        account.capabilities(),
        account.passwordHash(),
        account.passwordMtime(),
        account.tokens());
  }

  private static Login refused(Login.Reason reason) {
    return new Login.Refused(reason);
  }
}
