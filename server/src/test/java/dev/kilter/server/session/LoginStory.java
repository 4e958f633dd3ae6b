package dev.kilter.server.session;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.server.session.LoginLimits.Rules;
import dev.kilter.store.reading.ProjectReader;
import dev.kilter.testkit.store.InMemoryAccounts;
import dev.kilter.testkit.store.InMemoryProjects;
import dev.kilter.testkit.store.InMemoryRevocations;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server's sessions over stores in memory, with a clock that a test moves. */
public final class LoginStory {
  public static final String PASSWORD = "canary-password";
  public static final String HERE = "10.0.0.1";

  /** Cheap, so that tests may look at many passwords. */
  private static final int COST = 4;

  public final InMemoryAccounts accounts = new InMemoryAccounts();
  public final InMemoryProjects projects = new InMemoryProjects();
  public final InMemoryRevocations revocations = new InMemoryRevocations();
  private Instant now = Instant.parse("2026-11-28T10:00:00.25Z");
  public final Sessions sessions = process();

  public LoginStory() {
    account("admin", Set.of(Capability.LOGIN));
    account("ana", Set.of(Capability.LOGIN, Capability.API_KEY));
    account("ci", Set.of(Capability.API_KEY));
  }

  /** Another process over the same stores, or this one after a restart. */
  Sessions process() {
    SecureRandom random = new SecureRandom();
    return new Sessions(
        accounts,
        projects,
        revocations,
        new LoginLimits(Rules.DEFAULTS, () -> now, random),
        () -> now,
        random);
  }

  void account(String name, Set<Capability> capabilities) {
    accounts.put(
        new Account(
            name,
            true,
            capabilities,
            Passwords.hash(PASSWORD, COST, new SecureRandom()),
            Optional.empty(),
            List.of()));
  }

  public void pass(Duration duration) {
    now = now.plus(duration);
  }

  public String logIn(String name) {
    return switch (sessions.logIn(name, PASSWORD, HERE)) {
      case Login.Granted(var token) -> token;
      case Login.Refused _, Login.TooMany _ -> throw new AssertionError("cannot log in " + name);
    };
  }

  /** A listed token of an account. */
  public String token(String account, String id, Duration lasts) {
    Account of = accounts.current().find(account).orElseThrow();
    Token token = sessions.newToken(Optional.of(of), id, lasts);
    accounts.addToken(account, token);
    return sessions.signed(of, token).orElseThrow();
  }

  public void project(Map<String, Object> spec, Map<String, Object> status) {
    projects.put(
        ProjectReader.read(
            Manifest.of(
                Map.of("metadata", Map.of("name", "shop"), "spec", spec, "status", status))));
  }
}
