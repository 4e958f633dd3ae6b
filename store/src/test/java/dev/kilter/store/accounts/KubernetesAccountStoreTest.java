package dev.kilter.store.accounts;

import static dev.kilter.store.requests.ResourceKind.CONFIG_MAP;
import static dev.kilter.store.requests.ResourceKind.SECRET;
import static dev.kilter.store.testing.Results.failure;
import static dev.kilter.store.testing.Results.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.project.Project;
import dev.kilter.store.projects.KubernetesProjectStore;
import dev.kilter.store.testing.Plane;
import dev.kilter.store.testing.Samples;
import dev.kilter.store.watching.ResourceWatch;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesAccountStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

  private final String namespace = Plane.freshNamespace();
  private final Written written = new Written(Plane.resources(), namespace);
  private final KubernetesAccountStore store =
      new KubernetesAccountStore(Plane.resources(), namespace);
  private final List<ResourceWatch> watches = new ArrayList<>();

  @AfterEach
  void endTheWatches() {
    watches.forEach(ResourceWatch::close);
  }

  @Test
  void writesWhatArgoReadsAndKeepsTheRest() {
    written.config(Map.of("accounts.ci", "apiKey, login", "other", "kept"));
    written.secret(
        Map.of(
            "webhook.github.secret",
            "kept",
            "accounts.ci.password",
            "old",
            "accounts.ci.tokens",
            "[{\"id\":\"a\",\"iat\":1,\"note\":\"kept\"}]"));

    success(store.addToken("ci", new Token("b", NOW, Optional.of(NOW.plusSeconds(60)))));
    success(store.changePassword(store.current().find("ci").orElseThrow(), "new", NOW));

    assertThat(written.secretNow("argocd-secret"))
        .isEqualTo(
            Map.of(
                "webhook.github.secret",
                "kept",
                "accounts.ci.password",
                "new",
                "accounts.ci.passwordMtime",
                "2026-11-28T10:00:00Z",
                "accounts.ci.tokens",
                "[{\"id\":\"a\",\"iat\":1,\"note\":\"kept\"},"
                    + "{\"id\":\"b\",\"iat\":1795860000,\"exp\":1795860060}]"));
    success(store.removeToken("ci", "a"));
    success(store.removeToken("ci", "b"));
    assertThat(written.secretNow("argocd-secret")).doesNotContainKey("accounts.ci.tokens");
  }

  @Test
  void neverOverwritesTokensThatItCannotRead() {
    written.config(Map.of("accounts.ci", "apiKey"));
    written.secret(Map.of("accounts.ci.tokens", "{broken"));

    assertThat(failure(store.addToken("ci", new Token("b", NOW, Optional.empty()))))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(written.secretNow("argocd-secret")).containsEntry("accounts.ci.tokens", "{broken");
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    written.config(Map.of("accounts.ci", "apiKey"));
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> outcomes = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        Token token = new Token("token-" + i, NOW, Optional.empty());
        outcomes.add(
            writers.submit(() -> {
              start.await();
              KubernetesAccountStore own = new KubernetesAccountStore(Plane.resources(), namespace);
              return own.addToken("ci", token).equals(dev.kilter.model.failure.Result.done());
            }));
      }
      start.countDown();
    }
    long added = 0;
    for (Future<Boolean> outcome : outcomes) {
      added += outcome.get() ? 1 : 0;
    }
    success(store.load());
    assertThat(store.current().find("ci").orElseThrow().tokens()).hasSize((int) added);
    assertThat(added).isPositive();
  }

  @Test
  void hearsAtOnceThatAnAccountIsDisabledAndATokenGone() {
    written.config(Map.of("accounts.ana", "login", "accounts.ci", "apiKey"));
    written.secret(Map.of("accounts.ci.tokens", "[{\"id\":\"a\",\"iat\":1}]"));
    success(store.load());
    store.followed().forEach(each -> watches.add(ResourceWatch.start(Plane.resources(), each)));

    success(
        Plane.resources()
            .mergePatch(
                CONFIG_MAP,
                namespace,
                "argocd-cm",
                Map.of("data", Map.of("accounts.ana.enabled", "false"))));
    Map<String, Object> gone = new HashMap<>();
    gone.put("accounts.ci.tokens", Written.encoded("[]"));
    success(Plane.resources().mergePatch(SECRET, namespace, "argocd-secret", Map.of("data", gone)));

    await()
        .untilAsserted(() -> {
          assertThat(account("ana").enabled()).isFalse();
          assertThat(account("ci").tokens()).isEmpty();
        });
    success(Plane.resources().delete(CONFIG_MAP, namespace, "argocd-cm"));
    await().untilAsserted(() -> assertThat(store.current().find("ana")).isEmpty());
  }

  @Test
  void preparesTheFirstLoginOnce() {
    success(firstLogin().prepare());

    Map<String, String> secret = written.secretNow("argocd-secret");
    String password = written.secretNow("argocd-initial-admin-secret").get("password");
    assertThat(password).hasSize(24).matches("[0-9A-Za-z]+");
    assertThat(secret)
        .containsEntry("admin.password", "hash of " + password)
        .containsEntry("admin.passwordMtime", "2026-11-28T10:00:00Z");
    String key = secret.getOrDefault("server.secretkey", "");
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(store.current().key().orElseThrow().bytes())
        .isEqualTo(key.getBytes(StandardCharsets.UTF_8));

    success(firstLogin().prepare());
    assertThat(written.secretNow("argocd-secret")).isEqualTo(secret);
  }

  @Test
  void severalThatStartTogetherAgreeOnOnePassword() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> runs = new ArrayList<>();
    try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        runs.add(
            processes.submit(() -> {
              start.await();
              return success(firstLogin().prepare());
            }));
      }
      start.countDown();
    }
    for (Future<?> run : runs) {
      run.get();
    }
    String password = written.secretNow("argocd-initial-admin-secret").get("password");
    assertThat(written.secretNow("argocd-secret"))
        .containsEntry("admin.password", "hash of " + password);
  }

  @Test
  void aPasswordThatIsRemovedIsMadeAnew() {
    success(
        Plane.resources()
            .create(
                SECRET,
                namespace,
                Samples.yaml(
                    "{metadata: {name: argocd-initial-admin-secret},"
                        + " stringData: {password: of-long-ago}}")));

    success(firstLogin().prepare());

    String password = written.secretNow("argocd-initial-admin-secret").get("password");
    assertThat(password).isNotEqualTo("of-long-ago");
    assertThat(written.secretNow("argocd-secret"))
        .containsEntry("admin.password", "hash of " + password);
  }

  @Test
  void makesNoPasswordForADisabledAdmin() {
    written.config(Map.of("admin.enabled", "false"));

    success(firstLogin().prepare());

    assertThat(written.secretNow("argocd-secret")).containsOnlyKeys("server.secretkey");
    assertThat(failure(Plane.resources().get(SECRET, namespace, "argocd-initial-admin-secret")))
        .isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void sessionsEndInEveryProcess() {
    KubernetesRevocations one = revocations();
    KubernetesRevocations other = revocations();
    watches.add(ResourceWatch.start(Plane.resources(), other.followed()));

    success(one.revoke("session-1", NOW.plusSeconds(60)));
    assertThat(one.isRevoked("session-1")).isTrue();
    await().untilAsserted(() -> assertThat(other.isRevoked("session-1")).isTrue());

    success(one.revoke("over", NOW.minusSeconds(1)));
    success(one.revoke("session-2", NOW.plusSeconds(60)));
    assertThat(written.secretNow("kilter-revoked-sessions")).hasSize(2);
    assertThat(written.secretNow("kilter-revoked-sessions").toString()).doesNotContain("session-1");

    KubernetesRevocations restarted = revocations();
    watches.add(ResourceWatch.start(Plane.resources(), restarted.followed()));
    await().untilAsserted(() -> assertThat(restarted.isRevoked("session-2")).isTrue());
    assertThat(restarted.isRevoked("session-3")).isFalse();
  }

  @Test
  void listsTokensOfARoleWhereArgoLooksForThem() {
    KubernetesProjectStore projects = new KubernetesProjectStore(Plane.resources(), namespace);
    Project read =
        success(
            projects.create(
                Samples.yaml(
                    "{metadata: {name: shop}, spec: {sourceRepos: ['*'], roles:"
                        + " [{name: ci, policies: [p]}, {name: other}]}}")));
    Token token = new Token("a", Instant.ofEpochSecond(10), Optional.empty());

    Project with = success(projects.write(read, "ci", List.of(token)));

    assertThat(with.raw().items("status", "jwtTokensByRole", "ci", "items"))
        .extracting(each -> each.root())
        .containsExactly(Map.of("iat", 10L, "id", "a"));
    assertThat(with.raw().items("spec", "roles").getFirst().root())
        .isEqualTo(
            Map.of(
                "name",
                "ci",
                "policies",
                List.of("p"),
                "jwtTokens",
                List.of(Map.of("iat", 10L, "id", "a"))));
    assertThat(with.sourceRepos()).containsExactly("*");
    assertThat(failure(projects.write(read, "ci", List.of()))).isInstanceOf(Failure.Conflict.class);
    Project without = success(projects.write(with, "ci", List.of()));
    assertThat(without.raw().at("status", "jwtTokensByRole", "ci")).isEmpty();
    assertThat(without.raw().items("spec", "roles").getFirst().at("jwtTokens")).isEmpty();
  }

  @Test
  void theWatchAloneTellsThatNothingIsThere() throws Exception {
    for (var followed : store.followed()) {
      ResourceWatch watch = ResourceWatch.start(Plane.resources(), followed);
      watches.add(watch);
      assertThat(watch.awaitSynced(Duration.ofMinutes(1))).isTrue();
    }

    assertThat(store.current().all()).extracting(Account::name).containsExactly("admin");
  }

  private KubernetesRevocations revocations() {
    return new KubernetesRevocations(Plane.resources(), namespace, InstantSource.fixed(NOW));
  }

  private FirstLogin firstLogin() {
    return new FirstLogin(
        Plane.resources(),
        namespace,
        store,
        new SecureRandom(),
        InstantSource.fixed(NOW),
        password -> "hash of " + password);
  }

  private Account account(String name) {
    return store.current().find(name).orElseThrow();
  }
}
