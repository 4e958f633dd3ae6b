package dev.kilter.store.accounts;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.access.LoginRules;
import dev.kilter.model.access.SigningKey;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.SecretContent;
import dev.kilter.store.tree.GoDuration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the accounts from argocd-cm and argocd-secret. Never throws: an account of which something
 * cannot be read is disabled, and a sentence that names the entry joins the problems.
 */
final class AccountReader {
  private static final String PREFIX = "accounts.";
  private static final String DURATION = "users.session.duration";
  private static final String PATTERN = "passwordPattern";
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

  private final Map<String, String> config;
  private final Map<String, String> secret;
  private final Map<String, Set<Capability>> capabilities = new TreeMap<>();
  private final Map<String, String> enabled = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private AccountReader(Map<String, String> config, Map<String, String> secret) {
    this.config = config;
    this.secret = secret;
  }

  static Accounts read(Manifest configMap, Manifest secret) {
    Map<String, String> config = new TreeMap<>();
    configMap
        .map("data")
        .forEach((key, value) -> {
          if (value instanceof String text) {
            config.put(key, text);
          }
        });
    return new AccountReader(config, SecretContent.of(secret)).read(signingKey(secret));
  }

  /** Its bytes as they are: a key need not be text. */
  private static Optional<SigningKey> signingKey(Manifest secret) {
    try {
      return secret
          .text("data", AccountKeys.SIGNING_KEY)
          .map(Base64.getDecoder()::decode)
          .filter(bytes -> bytes.length > 0)
          .map(SigningKey::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the API server refuses such a Secret
    }
  }

  private Accounts read(Optional<SigningKey> key) {
    capabilities.put(Account.ADMIN, EnumSet.of(Capability.LOGIN));
    config.forEach(this::entry);
    if (config.containsKey("admin.enabled")) {
      enabled.put(Account.ADMIN, "admin.enabled");
    }
    Map<String, Account> accounts = new HashMap<>();
    capabilities.forEach((name, able) -> accounts.put(name, account(name, able)));
    LoginRules rules =
        new LoginRules(
            sessionDuration(), "true".equals(config.get("users.anonymous.enabled")), pattern());
    return new Accounts(accounts, key, rules, problems);
  }

  private void entry(String key, String value) {
    if (!key.startsWith(PREFIX)) {
      return;
    }
    String[] parts = key.substring(PREFIX.length()).split("\\.", -1);
    if (parts[0].isEmpty() || parts.length > 2) {
      complain(key, "names no account");
      return;
    }
    Set<Capability> able =
        capabilities.computeIfAbsent(parts[0], _ -> EnumSet.noneOf(Capability.class));
    if (parts.length == 1) {
      addCapabilities(key, value, able);
    } else if (parts[1].equals("enabled")) {
      enabled.put(parts[0], key);
    }
  }

  private void addCapabilities(String key, String value, Set<Capability> able) {
    for (String word : value.split(",", -1)) {
      if (!word.isBlank()) {
        Capability.ofWord(word.strip())
            .ifPresentOrElse(
                able::add,
                () -> complain(key, "must be of login and apiKey, but names " + word.strip()));
      }
    }
  }

  private Account account(String name, Set<Capability> able) {
    AccountKeys keys = AccountKeys.of(name);
    int before = problems.size();
    Optional<Instant> mtime = time(keys.passwordMtime());
    boolean on = !enabled.containsKey(name) || flag(enabled.get(name));
    boolean readable = problems.size() == before;
    return new Account(
        name,
        on && readable,
        able,
        secret.getOrDefault(keys.password(), ""),
        mtime,
        tokens(keys.tokens()));
  }

  private boolean flag(String key) {
    String value = config.getOrDefault(key, "").strip();
    if (!TRUE.contains(value) && !FALSE.contains(value)) {
      complain(key, "must be true or false, so the account is disabled");
    }
    return TRUE.contains(value);
  }

  private Optional<Instant> time(String key) {
    String text = secret.getOrDefault(key, "");
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      problems.add(AccountKeys.SECRET + ": " + key + " must be a time, so the account is disabled");
      return Optional.empty();
    }
  }

  private List<Token> tokens(String key) {
    Optional<List<Manifest>> listed = TokenList.read(secret.getOrDefault(key, ""));
    if (listed.isEmpty()) {
      problems.add(AccountKeys.SECRET + ": " + key + " is no list of tokens, so none counts");
    }
    return listed.orElse(List.of()).stream().map(TokenList::token).toList();
  }

  private Duration sessionDuration() {
    String text = config.getOrDefault(DURATION, "").strip();
    Optional<Duration> read = text.isEmpty() ? Optional.empty() : duration(text);
    if (!text.isEmpty() && read.isEmpty()) {
      complain(DURATION, "must be a duration such as 24h");
    }
    return read.orElse(LoginRules.DEFAULTS.sessionDuration());
  }

  private static Optional<Duration> duration(String text) {
    String days = text.endsWith("d") ? text.substring(0, text.length() - 1) : "";
    return (days.matches("\\d{1,6}")
            ? Optional.of(Duration.ofDays(Long.parseLong(days)))
            : GoDuration.parse(text))
        .filter(duration -> !duration.isNegative());
  }

  private Pattern pattern() {
    String text = config.getOrDefault(PATTERN, "");
    try {
      return text.isEmpty() ? LoginRules.DEFAULTS.passwordPattern() : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      complain(PATTERN, "is no regular expression: " + e.getDescription());
      return LoginRules.DEFAULTS.passwordPattern();
    }
  }

  private void complain(String key, String complaint) {
    problems.add(AccountKeys.CONFIG + ": " + key + " " + complaint);
  }
}
