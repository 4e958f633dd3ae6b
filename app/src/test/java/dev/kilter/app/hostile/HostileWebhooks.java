package dev.kilter.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kilter.codec.Json;
import dev.kilter.server.webhook.RateLimit;
import dev.kilter.server.webhook.WebhookReceiver;
import dev.kilter.server.webhook.WebhookReply;
import dev.kilter.server.webhook.WebhookRequest;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Deliveries of every sender with one node of the body replaced, or with a forged signature. */
final class HostileWebhooks {
  private static final String SHA = "9f31c2a0000000000000000000000000000000aa";
  private static final List<String> SENDERS =
      List.of("github", "gitlab", "gogs", "bitbucket", "bitbucketserver", "azuredevops");

  private HostileWebhooks() {}

  static Attack attack(Random random) {
    String sender = Junk.one(random, SENDERS);
    Object body = body(sender);
    List<String> path = Junk.one(random, Junk.paths(body));
    Object value = Junk.value(random);
    byte[] content =
        switch (random.nextInt(6)) {
          case 0 -> cut(Json.bytes(body), random);
          case 1 -> text(random).getBytes(UTF_8);
          default -> Json.bytes(Junk.replaced(body, path, value));
        };
    boolean forged = random.nextInt(4) == 0;
    String title =
        sender
            + (forged ? ", forged: " : ": ")
            + String.join(".", path)
            + " "
            + HostileFiles.shown(value);
    return Attack.nothing(
        "webhook of " + title,
        world -> {
          Map<String, String> headers = headers(sender, content, world.canary);
          if (forged) {
            headers.replaceAll(
                (_, said) -> said.replaceAll("[0-9]", "7").replace(world.canary, ""));
          }
          WebhookReply reply = receiver(world).receive(new WebhookRequest(headers, content));
          List<Integer> allowed = forged ? List.of(401, 400) : List.of(200, 400);
          if (!allowed.contains(reply.status())) {
            throw new AssertionError("the webhook is answered with " + reply);
          }
          if (reply.message().contains(world.canary)) {
            throw new AssertionError("the webhook's answer holds the secret");
          }
        });
  }

  private static WebhookReceiver receiver(World world) {
    return new WebhookReceiver(
        world::webhookSecrets, new RateLimit(InstantSource.system(), 100, 100), world::push);
  }

  private static byte[] cut(byte[] content, Random random) {
    return java.util.Arrays.copyOf(content, random.nextInt(content.length));
  }

  private static String text(Random random) {
    return Junk.one(
        random,
        List.of("", "null", "[]", "\"x\"", "{", "[".repeat(100_000), "payload=%7B%7D", "\u0000"));
  }

  private static Map<String, String> headers(String sender, byte[] content, String secret) {
    Map<String, String> headers = new LinkedHashMap<>();
    switch (sender) {
      case "github" -> {
        headers.put("X-GitHub-Event", "push");
        headers.put("X-Hub-Signature-256", "sha256=" + hmac(content, secret));
      }
      case "gitlab" -> {
        headers.put("X-Gitlab-Event", "Push Hook");
        headers.put("X-Gitlab-Token", secret);
      }
      case "gogs" -> {
        headers.put("X-Gogs-Event", "push");
        headers.put("X-Gogs-Signature", hmac(content, secret));
      }
      case "bitbucket" -> {
        headers.put("X-Event-Key", "repo:push");
        headers.put("X-Hook-UUID", secret);
      }
      case "bitbucketserver" -> {
        headers.put("X-Event-Key", "repo:refs_changed");
        headers.put("X-Hub-Signature", "sha256=" + hmac(content, secret));
      }
      default -> {
        headers.put("X-Vss-Activityid", "1");
        byte[] pair = ("kilter:" + secret).getBytes(UTF_8);
        headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
      }
    }
    return headers;
  }

  private static String hmac(byte[] content, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object body(String sender) {
    String url = World.NEIGHBOUR_REPO;
    String text =
        switch (sender) {
          case "github", "gogs" ->
              """
              {"ref":"refs/heads/main","before":"%2$s","after":"%2$s","created":false,
               "deleted":false,"forced":false,"total_commits":1,
               "commits":[{"added":["a"],"removed":[],"modified":["web/page.yaml"]}],
               "repository":{"html_url":"%1$s","clone_url":"%1$s.git","default_branch":"main"}}
              """;
          case "gitlab" ->
              """
              {"object_kind":"push","ref":"refs/heads/main","before":"%2$s","after":"%2$s",
               "total_commits_count":1,"commits":[{"added":[],"removed":[],"modified":["x"]}],
               "project":{"web_url":"%1$s","git_http_url":"%1$s.git","default_branch":"main"}}
              """;
          case "bitbucket" ->
              """
              {"push":{"changes":[{"old":{"type":"branch","name":"main","target":{"hash":"%2$s"}},
               "new":{"type":"branch","name":"main","target":{"hash":"%2$s"}}}]},
               "repository":{"links":{"html":{"href":"%1$s"}}}}
              """;
          case "bitbucketserver" ->
              """
              {"changes":[{"ref":{"id":"refs/heads/main"},"fromHash":"%2$s","toHash":"%2$s"}],
               "repository":{"links":{"clone":[{"href":"%1$s.git"}]}}}
              """;
          default ->
              """
              {"eventType":"git.push","resource":{"refUpdates":[{"name":"refs/heads/main",
               "oldObjectId":"%2$s","newObjectId":"%2$s"}],
               "repository":{"remoteUrl":"%1$s","defaultBranch":"refs/heads/main"}}}
              """;
        };
    return Json.parse(text.formatted(url, SHA));
  }
}
