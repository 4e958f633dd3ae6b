package dev.kilter.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.source.PushEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WebhookReceiverTest {
  static final List<Sample> SAMPLES = Sample.ALL;

  private final List<PushEvent> pushes = new ArrayList<>();
  private final Map<String, String> secrets = new HashMap<>();
  private Instant now = Instant.EPOCH;

  private WebhookReceiver receiver(double burst) {
    InstantSource clock = () -> now;
    return new WebhookReceiver(() -> secrets, new RateLimit(clock, 1, burst), pushes::add);
  }

  private int receive(Sample sample) {
    return receiver(1).receive(sample.request()).status();
  }

  @Test
  void readsAPushOfGitHub() {
    assertThat(receive(Sample.of("github"))).isEqualTo(200);
    assertThat(pushes)
        .containsExactly(
            new PushEvent(
                List.of(
                    "https://github.com/acme/shop",
                    "https://github.com/acme/shop.git",
                    "git@github.com:acme/shop.git"),
                "refs/heads/main",
                "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
                "9f31c2a0000000000000000000000000000000aa",
                List.of("api/new.yaml", "api/deployment.yaml"),
                true,
                true));
  }

  @Test
  void readsAPushOfGitLab() {
    assertThat(receive(Sample.of("gitlab"))).isEqualTo(200);
    PushEvent push = pushes.getFirst();
    assertThat(push.concerns("ssh://git@gitlab.acme.io/acme/shop")).isTrue();
    assertThat(push.changedFiles()).containsExactly("web/config.yaml", "web/old.yaml");
    assertThat(push.complete()).isTrue();
    assertThat(push.head()).isTrue();
  }

  @Test
  void readsAPushOfGiteaThoughItSendsGitHubsHeadersToo() {
    assertThat(receive(Sample.of("gitea"))).isEqualTo(200);
    PushEvent push = pushes.getFirst();
    assertThat(push.concerns("https://git.acme.io/acme/shop.git")).isTrue();
    assertThat(push.shortRef()).isEqualTo("develop");
    assertThat(push.head()).isFalse();
    assertThat(push.changedFiles()).containsExactly("README.md");
  }

  @Test
  void readsEveryChangeOfAPushToBitbucket() {
    assertThat(receive(Sample.of("bitbucket"))).isEqualTo(200);
    assertThat(pushes)
        .extracting(PushEvent::ref)
        .containsExactly("refs/heads/main", "refs/tags/v1");
    assertThat(pushes).allMatch(push -> push.concerns("git@bitbucket.org:acme/shop.git"));
    assertThat(pushes).noneMatch(PushEvent::complete);
  }

  @Test
  void readsAPushOfBitbucketServer() {
    assertThat(receive(Sample.of("bitbucketserver"))).isEqualTo(200);
    assertThat(pushes.getFirst().concerns("https://bb.acme.io/scm/acme/shop")).isTrue();
    assertThat(pushes.getFirst().concerns("ssh://git@bb.acme.io:7999/acme/shop")).isTrue();
    assertThat(pushes.getFirst().after()).isEqualTo("178864a7d521b6f5e720b386b2c2b0ef8563e0dc");
  }

  @Test
  void readsAPushOfAzureDevOps() {
    assertThat(receive(Sample.of("azuredevops"))).isEqualTo(200);
    assertThat(pushes.getFirst().concerns("git@ssh.dev.azure.com:v3/acme/p/shop")).isTrue();
    assertThat(pushes.getFirst().head()).isTrue();
  }

  @Test
  void doesNotTrustTheFileListOfAForcedPush() {
    String forced =
        new String(Sample.of("github").body(), java.nio.charset.StandardCharsets.UTF_8)
            .replace("\"forced\":false", "\"forced\":true");
    WebhookRequest request =
        new WebhookRequest(
            Sample.of("github").headers(),
            forced.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(receiver(1).receive(request).status()).isEqualTo(200);
    assertThat(pushes.getFirst().complete()).isFalse();
  }

  @Test
  void refusesUnknownSendersAndEvents() {
    assertThat(receive(new Sample("github", Map.of()))).isEqualTo(400);
    assertThat(receive(new Sample("github", Map.of("X-GitHub-Event", "issues")))).isEqualTo(400);
    assertThat(receive(new Sample("gitlab", Map.of("X-Gitlab-Event", "Job Hook")))).isEqualTo(400);
    assertThat(receive(new Sample("gitea", Map.of("X-Gitea-Event", "issues")))).isEqualTo(400);
    assertThat(receive(new Sample("bitbucketserver", Map.of("X-Event-Key", "pr:opened"))))
        .isEqualTo(400);
    assertThat(pushes).isEmpty();
  }

  @Test
  void answersAPingAndDoesNothing() {
    assertThat(receive(new Sample("github", Map.of("X-GitHub-Event", "ping")))).isEqualTo(200);
    assertThat(pushes).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void refusesBodiesThatAreNoObjects(Sample sample) {
    for (String body :
        List.of("", "null", "[]", "\"x\"", "{", "{}", "\u0000", "[".repeat(20_000))) {
      byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThat(receiver(1).receive(new WebhookRequest(sample.headers(), bytes)).status())
          .describedAs(body.substring(0, Math.min(5, body.length())))
          .isEqualTo(400);
    }
    assertThat(pushes).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void survivesEveryNodeOfEveryPayloadReplacedByAnything(Sample sample) {
    Object payload = Json.parse(sample.body());
    int mutants = 0;
    for (Object mutant : Mutants.of(payload)) {
      pushes.clear();
      int status =
          receiver(1).receive(new WebhookRequest(sample.headers(), Json.bytes(mutant))).status();
      assertThat(status).isIn(200, 400);
      assertThat(pushes.isEmpty()).isEqualTo(status == 400);
      assertThat(pushes).allMatch(push -> !push.ref().isEmpty() && !push.repoUrls().isEmpty());
      mutants++;
    }
    assertThat(mutants).isGreaterThan(150);
  }

  @Test
  void limitsTheRateOfSendersWithoutSecret() {
    WebhookReceiver receiver = receiver(2);
    WebhookRequest request = Sample.of("github").request();
    assertThat(receiver.receive(request).status()).isEqualTo(200);
    assertThat(receiver.receive(request).status()).isEqualTo(200);
    assertThat(receiver.receive(request).status()).isEqualTo(429);
    now = now.plus(Duration.ofSeconds(1));
    assertThat(receiver.receive(request).status()).isEqualTo(200);
    assertThat(receiver.receive(request).status()).isEqualTo(429);
    assertThat(pushes).hasSize(3);
  }
}
