package dev.kilter.store.accounts;

import static dev.kilter.store.requests.ResourceKind.SECRET;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.SecretContent;
import dev.kilter.store.tree.Times;
import dev.kilter.store.tree.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what a first login needs, where it is not there: the key that sessions are signed with, and
 * a password of {@code admin}, which is left in argocd-initial-admin-secret as Argo CD leaves it.
 */
public final class FirstLogin {
  static final String PASSWORD_SECRET = "argocd-initial-admin-secret";
  static final String PASSWORD = "password";

  private static final Logger LOG = LoggerFactory.getLogger(FirstLogin.class);
  private static final String MADE_AT = "kilter.dev/made-at";

  /** Several processes that start together agree on the password that one of them made just now. */
  private static final Duration JUST_NOW = Duration.ofMinutes(10);

  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** 142 bits. */
  private static final int LENGTH = 24;

  private static final int KEY_BYTES = 32;
  private static final int ATTEMPTS = 5;

  private final Resources resources;
  private final String namespace;
  private final KubernetesAccountStore accounts;
  private final SecureRandom random;
  private final InstantSource clock;
  private final UnaryOperator<String> hashing;

  /** {@code hashing} makes of a password what argocd-secret keeps. */
  public FirstLogin(
      Resources resources,
      String namespace,
      KubernetesAccountStore accounts,
      SecureRandom random,
      InstantSource clock,
      UnaryOperator<String> hashing) {
    this.resources = resources;
    this.namespace = namespace;
    this.accounts = accounts;
    this.random = random;
    this.clock = clock;
    this.hashing = hashing;
  }

  /** Writes nothing where everything is there. */
  public Result<Accounts> prepare() {
    return accounts.load().then(_ -> accounts.write(this::missing)).then(_ -> accounts.load());
  }

  private Result<Map<String, @Nullable Object>> missing(Manifest live) {
    Map<String, String> content = SecretContent.of(live);
    AccountKeys admin = AccountKeys.of(Account.ADMIN);
    Map<String, @Nullable Object> made = new LinkedHashMap<>();
    if (content.getOrDefault(AccountKeys.SIGNING_KEY, "").isEmpty()) {
      made.putAll(KubernetesAccountStore.entries(AccountKeys.SIGNING_KEY, key()));
    }
    if (!accounts.current().find(Account.ADMIN).map(Account::enabled).orElse(false)) {
      return Result.success(made);
    }
    if (content.getOrDefault(admin.passwordMtime(), "").isEmpty()) {
      made.putAll(
          KubernetesAccountStore.entries(admin.passwordMtime(), Times.text(clock.instant())));
    }
    if (!content.getOrDefault(admin.password(), "").isEmpty()) {
      return Result.success(made);
    }
    return password(ATTEMPTS)
        .map(password -> {
          LOG.info("Made a password for admin: it is in Secret {}/{}", namespace, PASSWORD_SECRET);
          made.putAll(
              KubernetesAccountStore.entries(
                  admin.password(),
                  hashing.apply(password),
                  admin.passwordMtime(),
                  Times.text(clock.instant())));
          return made;
        });
  }

  /** Argo CD's form: the text is the key. */
  private String key() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** It is written down before it counts, so that no crash can leave one that nobody knows. */
  private Result<String> password(int attempts) {
    Result<String> outcome =
        switch (resources.get(SECRET, namespace, PASSWORD_SECRET)) {
          case Result.Success<Manifest>(var existing) ->
              isNew(existing)
                  ? Result.success(SecretContent.of(existing).getOrDefault(PASSWORD, ""))
                  : made(existing);
          case Result.Failed<Manifest>(Failure.NotFound _) -> made(Manifest.of(Map.of()));
          case Result.Failed<Manifest>(var failure) -> Result.failed(failure);
        };
    return attempts > 1 && outcome instanceof Result.Failed<String>(Failure.Conflict _)
        ? password(attempts - 1)
        : outcome;
  }

  private boolean isNew(Manifest secret) {
    try {
      Instant at = Instant.parse(secret.annotation(MADE_AT).orElse(""));
      return Duration.between(at, clock.instant()).abs().compareTo(JUST_NOW) < 0
          && !SecretContent.of(secret).getOrDefault(PASSWORD, "").isEmpty();
    } catch (DateTimeException _) {
      return false;
    }
  }

  private Result<String> made(Manifest existing) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    String text = password.toString();
    String encoded = SecretContent.encoded(text.getBytes(StandardCharsets.UTF_8));
    Manifest next =
        (existing.name().isEmpty() ? fresh() : existing)
            .with(encoded, "data", PASSWORD)
            .with(Times.text(clock.instant()), "metadata", "annotations", MADE_AT);
    Result<Manifest> written =
        existing.name().isEmpty()
            ? resources.create(SECRET, namespace, next)
            : resources.replace(SECRET, namespace, next);
    return written.map(_ -> text);
  }

  private static Manifest fresh() {
    return Manifest.of(
        new TreeBuilder()
            .put("apiVersion", SECRET.apiVersion())
            .put("kind", SECRET.kind())
            .put("type", "Opaque")
            .put("metadata", Map.of("name", PASSWORD_SECRET))
            .build());
  }
}
