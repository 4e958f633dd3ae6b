package dev.kilter.server.session;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.access.SigningKey;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.AccountStore;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.store.Revocations;
import dev.kilter.server.session.Identity.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Logs in and out, and tells who a token stands for. Every request asks anew whether its token
 * still counts, from snapshots in memory: what is taken away is gone at once. Thread-safe.
 */
public final class Sessions {
  /** Clocks of several processes differ a little. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  /** How long the end of a session is kept that would never have ended by itself. */
  private static final Duration LONG = Duration.ofDays(3650);

  private static final int ID_BYTES = 16;

  private final AccountStore accounts;
  private final ProjectStore projects;
  private final Revocations revocations;
  private final LoginLimits limits;
  private final InstantSource clock;
  private final SecureRandom random;
  private final SignedTokens tokens = new SignedTokens();
  private volatile String dummy = "";

  /** {@code clock} is the wall's: what it shows stands in tokens. */
  public Sessions(
      AccountStore accounts,
      ProjectStore projects,
      Revocations revocations,
      LoginLimits limits,
      InstantSource clock,
      SecureRandom random) {
    this.accounts = accounts;
    this.projects = projects;
    this.revocations = revocations;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  /** A session, if the password is right and the account may log in. */
  public Login logIn(String name, String password, String address) {
    return switch (check(name, password, address)) {
      case Checked.No(var login) -> login;
      case Checked.Yes(var account, var key) -> new Login.Granted(session(account, key));
    };
  }

  /** What a look at a password came to. */
  public sealed interface Checked {
    record Yes(Account account, SigningKey key) implements Checked {}

    record No(Login login) implements Checked {}
  }

  /** Looks at the password, within the limits; known and unknown names cost the same. */
  public Checked check(String name, String password, String address) {
    Accounts known = accounts.current();
    if (known.key().isEmpty()) {
      return refused(Login.Reason.NOT_READY);
    }
    return switch (limits.enter(name, address)) {
      case LoginLimits.Entry.TooMany(var wait) -> new Checked.No(new Login.TooMany(wait));
      case LoginLimits.Entry.Admitted(var attempt) -> {
        try (attempt) {
          yield check(known, name, password, attempt);
        }
      }
    };
  }

  private Checked check(Accounts known, String name, String password, LoginLimits.Attempt attempt) {
    Optional<Account> account =
        known.find(name).filter(each -> Passwords.cost(each.passwordHash()) > 0);
    boolean right =
        Passwords.matches(
            password, account.map(Account::passwordHash).orElseGet(() -> dummy(known)));
    if (!right || account.isEmpty()) {
      return refused(Login.Reason.WRONG);
    }
    boolean able = account.get().can(Capability.LOGIN);
    if (!account.get().enabled() || !able) {
      attempt.right();
      return refused(able ? Login.Reason.DISABLED : Login.Reason.NO_LOGIN);
    }
    attempt.succeeded();
    return new Checked.Yes(account.get(), known.key().orElseThrow());
  }

  private static Checked refused(Login.Reason reason) {
    return new Checked.No(new Login.Refused(reason));
  }

  /** The hash of what nobody knows, as dear to look at as the dearest there is. */
  private String dummy(Accounts known) {
    int cost =
        known.byName().values().stream()
            .mapToInt(account -> Passwords.cost(account.passwordHash()))
            .max()
            .orElse(0);
    int wanted = cost == 0 ? Passwords.COST : cost;
    String held = dummy;
    if (Passwords.cost(held) != wanted) {
      held = Passwords.hash(freshId(), wanted, random);
      dummy = held;
    }
    return held;
  }

  private String session(Account account, SigningKey key) {
    Duration lasts = accounts.current().rules().sessionDuration();
    Instant now = now();
    return tokens.sign(
        key,
        new Claims(
            Claims.subjectOf(account.name(), Capability.LOGIN),
            freshId(),
            issuable(account, now),
            now,
            lasts.isZero() ? Optional.empty() : Optional.of(now.plus(lasts))));
  }

  /** A password that was changed just now counts from the next second on, and so must this. */
  private static Instant issuable(Account account, Instant now) {
    return account.passwordMtime().filter(changed -> changed.isAfter(now)).orElse(now);
  }

  /** When a password that is changed now was changed: no token of this second may outlive it. */
  public Instant passwordMtime() {
    return now().plusSeconds(1);
  }

  /** A listing for a new token; an empty id means one of our choice. */
  public Token newToken(Optional<Account> of, String id, Duration lasts) {
    Instant now = now();
    return new Token(
        id.isEmpty() ? freshId() : id,
        of.map(account -> issuable(account, now)).orElse(now),
        lasts.isZero() ? Optional.empty() : Optional.of(now.plus(lasts)));
  }

  /** The token itself, which must be listed before it counts; empty where there is no key. */
  public Optional<String> signed(Account account, Token listed) {
    return signed(Claims.subjectOf(account.name(), Capability.API_KEY), listed);
  }

  public Optional<String> signed(Identity.ProjectRole role, Token listed) {
    return signed(role.subject(), listed);
  }

  private Optional<String> signed(String subject, Token listed) {
    Instant from = listed.issuedAt().isAfter(now()) ? now() : listed.issuedAt();
    return accounts
        .current()
        .key()
        .map(key ->
            tokens.sign(
                key,
                new Claims(subject, listed.id(), listed.issuedAt(), from, listed.expiresAt())));
  }

  /** Never fails: a token that does not count is nobody's. */
  public Identity identify(String token) {
    Accounts known = accounts.current();
    Identity identity = identify(known, token);
    return identity instanceof Identity.Nobody && known.rules().anonymous()
        ? new Identity.Anonymous()
        : identity;
  }

  private Identity identify(Accounts known, String token) {
    if (token.isEmpty()) {
      return new Identity.Nobody(Reason.NO_TOKEN);
    }
    return known
        .key()
        .flatMap(key -> tokens.verified(key, token))
        .map(claims -> identify(known, claims))
        .orElse(new Identity.Nobody(Reason.NOT_OURS));
  }

  private Identity identify(Accounts known, Claims claims) {
    Instant now = clock.instant();
    Instant soon = now.plus(CLOCKS_APART);
    if (claims.notBefore().isAfter(soon) || claims.issuedAt().isAfter(soon)) {
      return new Identity.Nobody(Reason.NOT_YET);
    }
    if (claims.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
      return new Identity.Nobody(Reason.EXPIRED);
    }
    if (!claims.id().isEmpty() && revocations.isRevoked(claims.id())) {
      return new Identity.Nobody(Reason.REVOKED);
    }
    Optional<Identity.ProjectRole> role = claims.projectRole();
    return role.isPresent()
        ? identify(role.get(), claims)
        : claims
            .account()
            .map(account -> identify(known, account, claims))
            .orElse(new Identity.Nobody(Reason.ACCOUNT_GONE));
  }

  private Identity identify(Identity.ProjectRole role, Claims claims) {
    boolean listed =
        projects
            .find(role.project())
            .flatMap(project -> RoleOfProject.find(project, role.role()))
            .flatMap(found -> found.token(claims.id(), claims.issuedAt()))
            .isPresent();
    return listed ? role : new Identity.Nobody(Reason.TOKEN_REMOVED);
  }

  private static Identity identify(Accounts known, Claims.Account as, Claims claims) {
    Optional<Account> found = known.find(as.name());
    if (found.isEmpty()) {
      return new Identity.Nobody(Reason.ACCOUNT_GONE);
    }
    Account account = found.get();
    if (!account.enabled()) {
      return new Identity.Nobody(Reason.ACCOUNT_DISABLED);
    }
    if (!account.can(as.capability())) {
      return new Identity.Nobody(Reason.CAPABILITY_GONE);
    }
    if (claims.id().isEmpty()
        || (as.capability() == Capability.API_KEY && account.token(claims.id()).isEmpty())) {
      return new Identity.Nobody(Reason.TOKEN_REMOVED);
    }
    return account.passwordMtime().filter(claims.issuedAt()::isBefore).isPresent()
        ? new Identity.Nobody(Reason.PASSWORD_CHANGED)
        : new Identity.User(account.name(), List.of(), as.capability());
  }

  /**
   * Ends a session. A token of a program stays: it ends when it is removed from its account. The
   * failure is that other processes may not hear of it.
   */
  public Result<Void> logOut(String token) {
    Accounts known = accounts.current();
    boolean session =
        identify(known, token) instanceof Identity.User user && user.by() == Capability.LOGIN;
    Optional<Claims> claims = known.key().flatMap(key -> tokens.verified(key, token));
    if (!session || claims.isEmpty()) {
      return Result.done();
    }
    Instant end = claims.get().expiresAt().orElse(now().plus(LONG));
    return revocations.revoke(claims.get().id(), end) instanceof Result.Failed<Void>(var failure)
        ? Result.failed(unsaid(failure))
        : Result.done();
  }

  private static Failure unsaid(Failure why) {
    return new Failure.Conflict(
        "The session has ended here, but other servers do not hear of it: " + why.message());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private String freshId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
