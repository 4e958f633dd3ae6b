package dev.kilter.store.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.access.LoginRules;
import dev.kilter.model.access.SigningKey;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountReaderTest {
  private final Map<String, Object> config = new HashMap<>();
  private final Map<String, Object> secret = new HashMap<>();

  @Test
  void adminIsThereByItselfAndMayLogIn() {
    Account admin = account("admin");

    assertThat(admin.enabled()).isTrue();
    assertThat(admin.capabilities()).containsExactly(Capability.LOGIN);
    assertThat(read().rules()).isEqualTo(LoginRules.DEFAULTS);
    assertThat(read().key()).isEmpty();
  }

  @Test
  void readsEveryEntryAsArgoWritesIt() {
    config.put("accounts.ci", "apiKey");
    config.put("accounts.ana", " login,apiKey ");
    config.put("accounts.ana.enabled", "false");
    config.put("accounts.admin", "apiKey");
    config.put("admin.enabled", "0");
    config.put("users.session.duration", "2d");
    config.put("users.anonymous.enabled", "true");
    config.put("passwordPattern", "^[a-z]{4}$");
    secret.put("admin.passwordMtime", Written.encoded("2026-01-01T12:00:00+02:00"));
    secret.put(
        "accounts.ci.tokens",
        Written.encoded("[{\"id\":\"a\",\"iat\":1767261600,\"exp\":1767265200},{\"id\":\"b\"}]"));
    secret.put("admin.tokens", Written.encoded("null"));
    secret.put("server.secretkey", Written.encoded("the key"));

    Accounts read = read();

    assertThat(read.problems()).isEmpty();
    assertThat(account("admin").enabled()).isFalse();
    assertThat(account("admin").capabilities())
        .containsExactlyInAnyOrder(Capability.LOGIN, Capability.API_KEY);
    assertThat(account("admin").passwordMtime()).contains(Instant.parse("2026-01-01T10:00:00Z"));
    assertThat(account("ana").enabled()).isFalse();
    assertThat(account("ana").capabilities()).hasSize(2);
    assertThat(account("ci").token("a").orElseThrow().expiresAt())
        .contains(Instant.parse("2026-01-01T11:00:00Z"));
    assertThat(account("ci").token("b").orElseThrow().expiresAt()).isEmpty();
    assertThat(read.rules().sessionDuration()).isEqualTo(Duration.ofDays(2));
    assertThat(read.rules().anonymous()).isTrue();
    assertThat(read.rules().accepts("abcd")).isTrue();
    assertThat(read.rules().accepts("abcde")).isFalse();
    assertThat(read.key()).contains(new SigningKey("the key".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatCannotBeReadDisablesItsAccountAlone() {
    config.put("accounts.ana", "login");
    config.put("accounts.ana.enabled", "perhaps");
    config.put("accounts.eve", "login, root");
    config.put("accounts.bob", "login, apiKey");
    config.put("accounts.a.b.c", "login");
    config.put("users.session.duration", "soon");
    config.put("passwordPattern", "(");
    secret.put("accounts.eve.passwordMtime", Written.encoded("yesterday"));
    secret.put("accounts.bob.tokens", Written.encoded("[{\"id\":\"a\"},7]"));

    Accounts read = read();

    assertThat(account("admin").enabled()).isTrue();
    assertThat(account("ana").enabled()).isFalse();
    assertThat(account("eve").enabled()).isFalse();
    assertThat(account("eve").capabilities()).containsExactly(Capability.LOGIN);
    assertThat(account("bob").enabled()).isTrue();
    assertThat(account("bob").tokens()).isEmpty();
    assertThat(read.rules()).isEqualTo(LoginRules.DEFAULTS);
    assertThat(read.problems())
        .containsExactlyInAnyOrder(
            "argocd-cm: accounts.ana.enabled must be true or false, so the account is disabled",
            "argocd-cm: accounts.a.b.c names no account",
            "argocd-cm: accounts.eve must be of login and apiKey, but names root",
            "argocd-cm: users.session.duration must be a duration such as 24h",
            "argocd-cm: passwordPattern is no regular expression: missing closing )",
            "argocd-secret: accounts.eve.passwordMtime must be a time, so the account is disabled",
            "argocd-secret: accounts.bob.tokens is no list of tokens, so none counts");
  }

  private Account account(String name) {
    return read().find(name).orElseThrow();
  }

  private Accounts read() {
    return AccountReader.read(
        Manifest.of(Map.of("data", config)), Manifest.of(Map.of("data", secret)));
  }
}
