package dev.kilter.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.source.PushEvent;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookSecretsTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "webhook.github.secret", "hub",
          "webhook.gitlab.secret", "lab",
          "webhook.gogs.secret", "gogs",
          "webhook.bitbucket.uuid", "{uuid}",
          "webhook.bitbucketserver.secret", "server",
          "webhook.azuredevops.username", "ana",
          "webhook.azuredevops.password", "pass");

  private final List<PushEvent> pushes = new ArrayList<>();
  private final WebhookReceiver receiver =
      new WebhookReceiver(() -> SECRETS, new RateLimit(InstantSource.system(), 0, 0), pushes::add);

  private int send(String name, String header, String value) {
    Sample sample = Sample.of(name);
    Map<String, String> headers = new HashMap<>(sample.headers());
    headers.put(header, value);
    return receiver.receive(new WebhookRequest(headers, sample.body())).status();
  }

  private static String hmac(String name, String algorithm, String secret) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
    return HexFormat.of().formatHex(mac.doFinal(Sample.of(name).body()));
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void acceptsThoseWhoKnowTheSecretAtAnyRate() throws Exception {
    String hub = hmac("github", "HmacSHA256", "hub");
    assertThat(send("github", "X-Hub-Signature-256", "sha256=" + hub)).isEqualTo(200);
    String old = hmac("github", "HmacSHA1", "hub");
    assertThat(send("github", "X-Hub-Signature", "sha1=" + old)).isEqualTo(200);
    assertThat(send("gitlab", "X-Gitlab-Token", "lab")).isEqualTo(200);
    String gogs = hmac("gitea", "HmacSHA256", "gogs");
    assertThat(send("gitea", "X-Gogs-Signature", gogs)).isEqualTo(200);
    assertThat(send("gitea", "X-Gitea-Signature", gogs)).isEqualTo(200);
    assertThat(send("bitbucket", "X-Hook-UUID", "{uuid}")).isEqualTo(200);
    String server = hmac("bitbucketserver", "HmacSHA256", "server");
    assertThat(send("bitbucketserver", "X-Hub-Signature", "sha256=" + server)).isEqualTo(200);
    assertThat(send("azuredevops", "Authorization", basic("ana:pass"))).isEqualTo(200);
  }

  @Test
  void refusesWrongSecretsAndDoesNothing() throws Exception {
    String wrong = hmac("github", "HmacSHA256", "other");
    assertThat(send("github", "X-Hub-Signature-256", "sha256=" + wrong)).isEqualTo(401);
    String cut = hmac("github", "HmacSHA256", "hub").substring(0, 20);
    assertThat(send("github", "X-Hub-Signature-256", "sha256=" + cut)).isEqualTo(401);
    assertThat(send("gitlab", "X-Gitlab-Token", "LAB")).isEqualTo(401);
    assertThat(send("gitea", "X-Gogs-Signature", "")).isEqualTo(401);
    assertThat(send("bitbucket", "X-Hook-UUID", "{other}")).isEqualTo(401);
    assertThat(send("bitbucketserver", "X-Hub-Signature", "sha256=")).isEqualTo(401);
    assertThat(send("azuredevops", "Authorization", basic("ana:other"))).isEqualTo(401);
    assertThat(pushes).isEmpty();
  }

  @Test
  void refusesMissingSecretsAndDoesNothing() {
    for (String name : List.of("github", "gitlab", "gitea", "bitbucketserver", "azuredevops")) {
      assertThat(receiver.receive(Sample.of(name).request()).status())
          .describedAs(name)
          .isEqualTo(401);
    }
    assertThat(pushes).isEmpty();
  }
}
