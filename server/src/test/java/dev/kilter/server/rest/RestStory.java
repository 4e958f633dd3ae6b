package dev.kilter.server.rest;

import dev.kilter.engine.access.Permissions;
import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.Account;
import dev.kilter.server.session.LoginStory;
import java.security.SecureRandom;
import java.util.List;

/** An API with one application that people log in to. */
public final class RestStory {
  public static final String PASSWORD = LoginStory.PASSWORD;

  private final Fixture fixture = new Fixture();
  private final LoginStory logins = new LoginStory();
  private final Permissions permissions = Permissions.of(AccessRules.DEFAULTS, List.of());
  private int touched;

  public RestStory() {
    fixture.applications.put(Fixture.yaml(KilterApiTest.APPLICATION));
  }

  public KilterApi api() {
    return fixture
        .api()
        .with(
            new Logins(
                logins.sessions,
                logins.accounts,
                (project, role, tokens) -> {
                  throw new AssertionError("no tokens are changed here");
                },
                new SecureRandom()));
  }

  public Admission admission() {
    return new Admission(logins.sessions, () -> permissions);
  }

  /** A session of the administrator. */
  public String token() {
    return logins.logIn(Account.ADMIN);
  }

  /** The application changes in a way that shows. */
  public void touch() {
    fixture.applications.put(
        fixture.applications.tree("shop").with("r" + ++touched, "status", "sync", "revision"));
  }

  public void disableAdmin() {
    Account admin = logins.accounts.current().find(Account.ADMIN).orElseThrow();
    logins.accounts.put(
        new Account(
            admin.name(),
            false,
            admin.capabilities(),
            admin.passwordHash(),
            admin.passwordMtime(),
            admin.tokens()));
  }

  public long syncs() {
    return fixture.events.stream().filter(event -> event.contains("initiated sync")).count();
  }
}
