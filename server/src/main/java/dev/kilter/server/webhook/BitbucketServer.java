package dev.kilter.server.webhook;

import dev.kilter.model.source.PushEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bitbucket Server and Data Center; it tells neither changed files nor the default branch. */
final class BitbucketServer implements Sender {
  @Override
  public String name() {
    return "Bitbucket Server";
  }

  @Override
  public boolean sent(WebhookRequest request) {
    return request.has("X-Event-Key") && !request.has("X-Hook-UUID");
  }

  @Override
  public Trust trust(WebhookRequest request, Map<String, String> secrets) {
    return Secrets.signature(
        Secrets.configured(secrets, "webhook.bitbucketserver.secret"),
        Secrets.Hash.SHA256,
        "X-Hub-Signature",
        request);
  }

  @Override
  public Optional<List<PushEvent>> pushes(WebhookRequest request, Payload payload)
      throws MalformedPayload {
    return switch (request.header("X-Event-Key")) {
      case "repo:refs_changed" -> Optional.of(changes(payload));
      case "diagnostics:ping" -> Optional.of(List.of());
      default -> Optional.empty();
    };
  }

  private static List<PushEvent> changes(Payload payload) throws MalformedPayload {
    List<String> urls = new ArrayList<>();
    for (Payload link : payload.object("repository").object("links").objects("clone")) {
      urls.add(link.required("href"));
    }
    List<PushEvent> pushes = new ArrayList<>();
    for (Payload change : payload.objects("changes")) {
      pushes.add(
          new PushEvent(
              urls,
              change.object("ref").required("id"),
              Commits.known(change.text("fromHash")),
              Commits.known(change.text("toHash")),
              List.of(),
              false,
              true));
    }
    if (urls.isEmpty() || pushes.isEmpty()) {
      throw new MalformedPayload("\"changes\" or \"repository.links.clone\" is empty");
    }
    return pushes;
  }
}
