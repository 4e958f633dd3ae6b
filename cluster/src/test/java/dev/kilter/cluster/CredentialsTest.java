package dev.kilter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.cluster.connection.LoginException;
import dev.kilter.cluster.connection.LoginScript;
import dev.kilter.cluster.connection.Surroundings;
import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.failure.Failure.ClusterUnreachable;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who the API server takes us for while tokens and certificates come and go. */
class CredentialsTest {
  private static final ClusterAccess ACCESS = SharedSandbox.get().access();
  private static final String REFUSED = "{\"token\":\"a-token-that-no-server-knows\"}";
  private static final int AT_ONCE = 80;
  private static TestNamespace namespace;
  private static RawCluster raw;

  @TempDir private Path folder = Path.of("");
  private LoginScript script = new LoginScript(Path.of(""));
  private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeAll
  static void connect() {
    namespace = SharedSandbox.get().namespace();
    raw = new RawCluster(new ClusterFixture(SharedSandbox.get().kubeconfig()).connections.home());
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  @BeforeEach
  void install() throws Exception {
    script = new LoginScript(Files.createDirectory(folder.resolve("bin")));
  }

  /** A login that was under way when the cluster was closed still writes into the folder. */
  @AfterEach
  void awaitLogins() {
    org.awaitility.Awaitility.await()
        .until(() -> ProcessHandle.current().children().noneMatch(this::isLogin));
  }

  private boolean isLogin(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(folder.toString()))
        .isPresent();
  }

  /** A real token of a new account. */
  private static String token(String account) {
    String accounts = "/api/v1/namespaces/" + namespace.name() + "/serviceaccounts";
    raw.post(accounts, "{\"metadata\":{\"name\":\"" + account + "\"}}");
    return raw.post(accounts + "/" + account + "/token", "{\"spec\":{\"expirationSeconds\":600}}")
        .text("status", "token")
        .orElseThrow();
  }

  private static String account(String name) {
    return "system:serviceaccount:" + namespace.name() + ":" + name;
  }

  private static String status(String token, Instant expiry) {
    return "{\"token\":\"%s\",\"expirationTimestamp\":\"%s\"}".formatted(token, expiry);
  }

  private String status(ClientCertificate shown, Instant expiry) {
    return Json.text(
        Map.of(
            "clientCertificateData",
            shown.certificate(),
            "clientKeyData",
            shown.key(),
            "expirationTimestamp",
            expiry.toString()));
  }

  private Connections connections(String user) throws Exception {
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        {"current-context":"c","contexts":[{"name":"c","context":{"cluster":"c","user":"u"}}],
         "clusters":[{"name":"c","cluster":{"server":"%s","certificate-authority-data":"%s"}}],
         "users":[{"name":"u","user":%s}]}
        """
            .formatted(ACCESS.server(), authority(), user));
    return Connections.fromKubeconfig(kubeconfig, "", surroundings());
  }

  private Connections byCommand() throws Exception {
    return connections("{\"exec\":{\"command\":\"aws\",\"args\":[\"eks\",\"get-token\"]}}");
  }

  private Surroundings surroundings() {
    return script.surroundings(() -> now);
  }

  private static String authority() {
    return Base64.getEncoder()
        .encodeToString(ACCESS.authorityPem().getBytes(StandardCharsets.US_ASCII));
  }

  private static String who(KubernetesApi api) {
    Manifest review =
        new RawCluster(api).post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");
    return review.text("status", "userInfo", "username").orElse("");
  }

  @Test
  void asksForATokenOnceAndAgainBeforeItExpires() throws Exception {
    Instant end = now.plus(Duration.ofMinutes(10));
    script.answers(status(token("first"), end), status(token("second"), end.plusSeconds(600)));
    try (KubernetesApi api = byCommand().home()) {
      assertThat(who(api)).isEqualTo(account("first"));
      now = end.minusSeconds(61);
      assertThat(who(api)).isEqualTo(account("first"));
      assertThat(script.runs()).isEqualTo(1);
      now = end.minusSeconds(60);
      assertThat(who(api)).isEqualTo(account("second"));
      assertThat(who(api)).isEqualTo(account("second"));
      assertThat(script.runs()).isEqualTo(2);
    }
  }

  @Test
  void goesOnWithATokenWhoseRenewalFailsUntilItExpires() throws Exception {
    Instant end = now.plus(Duration.ofMinutes(10));
    script.answers(status(token("kept"), end), "{}");
    try (KubernetesApi api = byCommand().home()) {
      assertThat(who(api)).isEqualTo(account("kept"));
      now = end.minusSeconds(30);
      assertThat(who(api)).isEqualTo(account("kept"));
      assertThat(who(api)).isEqualTo(account("kept"));
      assertThat(script.runs()).isEqualTo(2);
      now = end;
      assertThatThrownBy(() -> who(api))
          .hasCauseInstanceOf(LoginException.class)
          .hasMessageContaining("neither a token nor a certificate");
    }
  }

  /** A token of a minute is not asked for anew with each request. */
  @Test
  void usesAShortLivedTokenForMostOfItsLife() throws Exception {
    script.answers(status(token("brief"), now.plusSeconds(40)));
    try (KubernetesApi api = byCommand().home()) {
      assertThat(who(api)).isEqualTo(account("brief"));
      now = now.plusSeconds(29);
      assertThat(who(api)).isEqualTo(account("brief"));
      assertThat(script.runs()).isEqualTo(1);
    }
  }

  @Test
  void asksOnceMoreWhenManyRequestsAreRefusedAtOnce() throws Exception {
    script.answers(REFUSED, "{\"token\":\"" + token("accepted") + "\"}");
    try (KubernetesApi api = byCommand().home();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        answers.add(threads.submit(() -> who(api)));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo(account("accepted"));
      }
      assertThat(script.runs()).isEqualTo(2);
    }
  }

  @Test
  void showsAnotherCertificateWhenTheFirstExpires() throws Exception {
    Instant end = now.plus(Duration.ofMinutes(10));
    script.answers(
        status(ClientCertificate.of("alice", raw), end),
        status(ClientCertificate.of("bob", raw), end.plusSeconds(600)));
    try (KubernetesApi api = byCommand().home()) {
      assertThat(who(api)).isEqualTo("alice");
      now = end;
      assertThat(who(api)).isEqualTo("bob");
      assertThat(who(api)).isEqualTo("bob");
    }
  }

  @Test
  void readsATokenFileAgainAfterAMinuteAndWhenItIsRefused() throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, token("early") + "\n");
    try (KubernetesApi api = connections("{\"tokenFile\":\"token\"}").home()) {
      assertThat(who(api)).isEqualTo(account("early"));
      Files.writeString(file, "a-token-that-no-server-knows");
      assertThat(who(api)).isEqualTo(account("early"));
      now = now.plus(Duration.ofMinutes(1));
      String late = token("late");
      assertThatThrownBy(() -> who(api)).isInstanceOf(AssertionError.class);
      Files.writeString(file, late);
      assertThat(who(api)).isEqualTo(account("late"));
      Files.delete(file);
      now = now.plus(Duration.ofMinutes(1));
      assertThat(who(api)).isEqualTo(account("late"));
    }
  }

  private static ClusterConnection bySecret(Map<String, Object> login) {
    Map<String, Object> config = new java.util.HashMap<>(login);
    config.putIfAbsent("tlsClientConfig", Map.of("caData", authority()));
    return new ClusterConnection(
        ACCESS.server().toString(),
        "rotated",
        List.of(namespace.name()),
        false,
        "",
        Map.of(),
        config);
  }

  private static ClusterConnection byCommandOfASecret(Map<String, Object> variables) {
    return new ClusterConnection(
        ACCESS.server().toString(),
        "cloud",
        List.of(namespace.name()),
        false,
        "",
        Map.of(),
        Map.of(
            "execProviderConfig",
            Map.of("command", "aws", "args", List.of("eks", "get-token"), "env", variables),
            "tlsClientConfig",
            Map.of("caData", authority())));
  }

  @Test
  void connectsAClusterByTheCommandOfItsSecret() throws Exception {
    script.answers(REFUSED, "{\"token\":\"" + ACCESS.token() + "\"}");
    try (ClusterFixture fixture = new ClusterFixture(byCommand())) {
      fixture.clusters.update(List.of(byCommandOfASecret(Map.of("AWS_PROFILE", "team"))));
      fixture.awaitSynced(ACCESS.server().toString());
      assertThat(apply(fixture)).isInstanceOf(ApplyOutcome.Applied.class);
      assertThat(script.runs()).isEqualTo(2);
      assertThat(script.environment()).containsEntry("AWS_PROFILE", "team");
    }
  }

  /** Its cache is not filled anew, and nobody takes the cluster for unknown meanwhile. */
  @Test
  void goesOnWithOtherCredentialsOfASecret() throws Exception {
    ClusterConnection first = bySecret(Map.of("bearerToken", ACCESS.token()));
    ClientCertificate root =
        new ClientCertificate(ACCESS.certificate().certificatePem(), ACCESS.certificate().keyPem());
    try (ClusterFixture fixture = new ClusterFixture(byCommand())) {
      fixture.clusters.update(List.of(first));
      fixture.awaitSynced(ACCESS.server().toString());
      Optional<Instant> listed = fixture.clusters.readings().getFirst().listedAt();
      fixture.clusters.update(
          List.of(bySecret(Map.of("tlsClientConfig", root.config(authority())))));
      assertThat(fixture.clusters.clusters().getFirst().synced()).isTrue();
      assertThat(apply(fixture)).isInstanceOf(ApplyOutcome.Applied.class);
      assertThat(fixture.clusters.readings().getFirst().listedAt()).isEqualTo(listed);

      fixture.clusters.update(
          List.of(bySecret(Map.of("bearerToken", "a-token-that-no-server-knows"))));
      org.awaitility.Awaitility.await()
          .until(() -> fixture.clusters.clusters().getFirst().message().contains("401"));
      fixture.clusters.update(List.of(first));
      fixture.awaitSynced(ACCESS.server().toString());
      assertThat(apply(fixture)).isInstanceOf(ApplyOutcome.Applied.class);
      assertThat(fixture.clusters.readings().getFirst().listedAt()).isEqualTo(listed);
    }
  }

  @Test
  void saysThatItCannotLogInAndThatNothingWasSent() throws Exception {
    script.program("#!/bin/sh\necho canary\nexit 3\n");
    try (ClusterFixture fixture = new ClusterFixture(byCommand())) {
      fixture.clusters.update(List.of(byCommandOfASecret(Map.of())));
      org.awaitility.Awaitility.await()
          .until(() ->
              fixture.clusters.clusters().getFirst().message().contains("ended with exit code 3"));
      assertThat(fixture.clusters.clusters().getFirst().message()).doesNotContain("canary");
    }
  }

  /** The cluster was connected; then its login fails. */
  @Test
  void aWriteThatCouldNotLogInIsKnownNotToHaveBeenSent() throws Exception {
    Instant end = now.plus(Duration.ofMinutes(10));
    script.answers(status(ACCESS.token(), end), "{}");
    try (ClusterFixture fixture = new ClusterFixture(byCommand())) {
      fixture.clusters.update(List.of(byCommandOfASecret(Map.of())));
      fixture.awaitSynced(ACCESS.server().toString());
      now = end;
      assertThat(apply(fixture))
          .isInstanceOfSatisfying(
              ApplyOutcome.Failed.class,
              failed ->
                  assertThat(failed.failure())
                      .isInstanceOfSatisfying(
                          ClusterUnreachable.class,
                          unreachable ->
                              assertThat(unreachable.message())
                                  .contains("neither a token nor a certificate")));
    }
  }

  @Test
  void refusesAClusterWhoseSecretWantsToChooseWhatRuns() throws Exception {
    script.answers(REFUSED);
    try (ClusterFixture fixture = new ClusterFixture(byCommand())) {
      fixture.clusters.update(List.of(byCommandOfASecret(Map.of("LD_PRELOAD", "canary"))));
      assertThat(fixture.clusters.clusters())
          .singleElement()
          .satisfies(
              state -> assertThat(state.message()).contains("LD_PRELOAD").doesNotContain("canary"));
    }
  }

  private static ApplyOutcome apply(ClusterFixture fixture) {
    Manifest desired =
        ClusterFixture.json(
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"cloud","namespace":"%s"}}
            """
                .formatted(namespace.name()));
    return fixture.clusters.apply(
        ACCESS.server().toString(),
        new ApplyRequest(desired, ApplyRequest.Mode.SERVER_SIDE, true, false, Optional.empty()));
  }
}
