package dev.kilter.server.webhook;

import dev.kilter.api.Document;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.source.PushEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Turns a delivery into pushes. A sender whose secret is configured must prove that it knows it;
 * one without a secret is believed, at a limited rate, since a push only says where to look. The
 * body is parsed after that proof. What is not understood changes nothing.
 */
public final class WebhookReceiver {
  /** In Argo CD's order: Gitea sends GitHub's headers too. */
  private static final List<Sender> SENDERS =
      List.of(
          new AzureDevOps(),
          new Gogs(),
          new GitHub(),
          new GitLab(),
          new BitbucketCloud(),
          new BitbucketServer());

  private final Supplier<Map<String, String>> secrets;
  private final RateLimit openRate;
  private final Consumer<PushEvent> pushes;

  public WebhookReceiver(
      Supplier<Map<String, String>> secrets, RateLimit openRate, Consumer<PushEvent> pushes) {
    this.secrets = secrets;
    this.openRate = openRate;
    this.pushes = pushes;
  }

  public WebhookReply receive(WebhookRequest request) {
    Optional<Sender> found = SENDERS.stream().filter(one -> one.sent(request)).findFirst();
    if (found.isEmpty()) {
      return new WebhookReply(400, "Unknown webhook event");
    }
    Sender sender = found.get();
    return switch (sender.trust(request, secrets.get())) {
      case REFUSED ->
          new WebhookReply(
              401,
              sender.name() + " webhook: the secret is missing or not the one in argocd-secret");
      case OPEN ->
          openRate.permits()
              ? read(sender, request)
              : new WebhookReply(
                  429, "Too many webhooks without a secret; configure one in argocd-secret");
      case PROVED -> read(sender, request);
    };
  }

  private WebhookReply read(Sender sender, WebhookRequest request) {
    try {
      Payload payload = new Payload(new Document(Json.object(request.body())));
      Optional<List<PushEvent>> read = sender.pushes(request, payload);
      if (read.isEmpty()) {
        return new WebhookReply(400, "Unknown webhook event of " + sender.name());
      }
      read.get().forEach(pushes);
      return new WebhookReply(200, "");
    } catch (CodecException e) {
      return new WebhookReply(400, "The body is not a JSON object: " + e.getMessage());
    } catch (MalformedPayload e) {
      return new WebhookReply(
          400, "This is no push event of " + sender.name() + ": " + e.getMessage());
    }
  }
}
