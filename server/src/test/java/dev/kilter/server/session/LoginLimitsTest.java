package dev.kilter.server.session;

import static dev.kilter.server.session.LoginStory.HERE;
import static dev.kilter.server.session.LoginStory.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.server.session.LoginLimits.Entry;
import dev.kilter.server.session.LoginLimits.Rules;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** S29 of the security reference. */
class LoginLimitsTest {
  private static final Duration WINDOW = Rules.DEFAULTS.window();

  private final LoginStory story = new LoginStory();

  @Test
  void fiveHundredAtOnceSeeFivePasswords() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Login>> logins = new ArrayList<>();
    try (ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        String address = "10.1." + i / 250 + "." + i % 250;
        logins.add(
            attackers.submit(() -> {
              start.await();
              return story.sessions.logIn("admin", "wrong", address);
            }));
      }
      start.countDown();
    }
    int looked = 0;
    for (Future<Login> login : logins) {
      looked += login.get() instanceof Login.Refused ? 1 : 0;
    }
    assertThat(looked).isEqualTo(5);
    assertThat(story.sessions.logIn("admin", PASSWORD, "10.2.0.1"))
        .isInstanceOf(Login.TooMany.class);
    story.pass(WINDOW.plusMillis(1));
    assertThat(story.sessions.logIn("admin", PASSWORD, "10.2.0.1"))
        .isInstanceOf(Login.Granted.class);
  }

  @Test
  void unknownNamesAreLimitedAsKnownOnes() {
    for (String name : List.of("admin", "nobody")) {
      for (int i = 0; i < 5; i++) {
        assertThat(story.sessions.logIn(name, "wrong", name + i))
            .isEqualTo(new Login.Refused(Login.Reason.WRONG));
      }
      assertThat(story.sessions.logIn(name, "wrong", name + "again"))
          .isEqualTo(new Login.TooMany(WINDOW));
    }
  }

  @Test
  void anAddressIsLimitedOverAllNames() {
    for (int i = 0; i < 5; i++) {
      story.sessions.logIn("name" + i, "wrong", HERE);
    }

    assertThat(story.sessions.logIn("ana", PASSWORD, HERE)).isInstanceOf(Login.TooMany.class);
    assertThat(story.sessions.logIn("ana", PASSWORD, "10.0.0.2")).isInstanceOf(Login.Granted.class);
  }

  @Test
  void allAddressesOfANetworkOfIpv6AreOne() {
    for (int i = 0; i < 5; i++) {
      story.sessions.logIn("name" + i, "wrong", "2001:db8:0:1::" + i);
    }

    assertThat(story.sessions.logIn("ana", PASSWORD, "2001:db8::1:ffff:0:0:1"))
        .isInstanceOf(Login.TooMany.class);
    assertThat(story.sessions.logIn("ana", PASSWORD, "2001:db8:0:2::1"))
        .isInstanceOf(Login.Granted.class);
  }

  @Test
  void twentyThousandNamesPushNobodyOut() {
    LoginLimits limits =
        new LoginLimits(
            Rules.DEFAULTS, () -> Instant.parse("2026-11-28T10:00:00Z"), new SecureRandom());
    for (int i = 0; i < 5; i++) {
      fail(limits, "admin", "10.0.0." + i);
    }
    for (int i = 0; i < 20_000; i++) {
      fail(limits, "random-" + i, "10.9." + i / 250 + "." + i % 250);
    }

    assertThat(limits.enter("admin", "10.0.1.1")).isInstanceOf(Entry.TooMany.class);
  }

  private static void fail(LoginLimits limits, String name, String address) {
    if (limits.enter(name, address) instanceof Entry.Admitted(var attempt)) {
      attempt.close();
    }
  }

  @Test
  void strangersDoNotLockOutWhoLoggedInFromElsewhereBefore() {
    story.logIn("admin");
    for (int i = 0; i < 50; i++) {
      story.sessions.logIn("admin", "wrong", "10.1.0." + i);
    }

    assertThat(story.sessions.logIn("admin", PASSWORD, "10.1.0.99"))
        .isInstanceOf(Login.TooMany.class);
    assertThat(story.sessions.logIn("admin", PASSWORD, HERE)).isInstanceOf(Login.Granted.class);
    for (int i = 0; i < 5; i++) {
      story.sessions.logIn("admin", "wrong", HERE);
    }
    assertThat(story.sessions.logIn("admin", PASSWORD, HERE)).isInstanceOf(Login.TooMany.class);
  }

  @Test
  void aSuccessClearsTheAccountsFailures() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        story.sessions.logIn("ana", "wrong", "10.3." + round + "." + i);
      }
      assertThat(story.sessions.logIn("ana", PASSWORD, "10.3." + round + ".9"))
          .isInstanceOf(Login.Granted.class);
    }
  }

  @Test
  void anAttackersOwnAccountDoesNotClearTheAddress() {
    for (int i = 0; i < 5; i++) {
      story.sessions.logIn("admin" + i, "wrong", HERE);
      story.sessions.logIn("ana", PASSWORD, HERE);
    }

    assertThat(story.sessions.logIn("admin", "wrong", HERE)).isInstanceOf(Login.TooMany.class);
  }

  @Test
  void aRestartCountsAnewFromNothing() {
    for (int i = 0; i < 6; i++) {
      story.sessions.logIn("admin", "wrong", "10.4.0." + i);
    }

    assertThat(story.process().logIn("admin", PASSWORD, "10.4.0.9"))
        .isInstanceOf(Login.Granted.class);
  }

  @Test
  void soManyLookAtPasswordsAtOnceAndNoMore() {
    LoginLimits limits =
        new LoginLimits(new Rules(5, WINDOW, 2), () -> Instant.EPOCH, new SecureRandom());
    Entry first = limits.enter("a", "1");
    limits.enter("b", "2");

    assertThat(limits.enter("c", "3")).isEqualTo(new Entry.TooMany(Duration.ofSeconds(1)));
    if (first instanceof Entry.Admitted(var attempt)) {
      attempt.close();
    }
    assertThat(limits.enter("c", "3")).isInstanceOf(Entry.Admitted.class);
  }
}
