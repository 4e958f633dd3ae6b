package dev.kilter.server.webhook;

import dev.kilter.model.source.PushEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bitbucket's cloud; it tells neither changed files nor which branch is the default. */
final class BitbucketCloud implements Sender {
  @Override
  public String name() {
    return "Bitbucket";
  }

  @Override
  public boolean sent(WebhookRequest request) {
    return request.has("X-Hook-UUID");
  }

  @Override
  public Trust trust(WebhookRequest request, Map<String, String> secrets) {
    return Secrets.token(
        Secrets.configured(secrets, "webhook.bitbucket.uuid"), request.header("X-Hook-UUID"));
  }

  @Override
  public Optional<List<PushEvent>> pushes(WebhookRequest request, Payload payload)
      throws MalformedPayload {
    if (!request.header("X-Event-Key").equals("repo:push")) {
      return Optional.empty();
    }
    String url = payload.object("repository").object("links").object("html").required("href");
    List<PushEvent> pushes = new ArrayList<>();
    for (Payload change : payload.object("push").objects("changes")) {
      pushes.add(push(url, change));
    }
    if (pushes.isEmpty()) {
      throw new MalformedPayload("\"push.changes\" is empty");
    }
    return Optional.of(pushes);
  }

  private static PushEvent push(String url, Payload change) throws MalformedPayload {
    Payload before = change.object("old");
    Payload after = change.object("new");
    Payload named = after.tree().root().isEmpty() ? before : after;
    String folder = named.text("type").equals("tag") ? "refs/tags/" : "refs/heads/";
    return new PushEvent(
        List.of(url),
        folder + named.required("name"),
        before.object("target").text("hash"),
        after.object("target").text("hash"),
        List.of(),
        false,
        true);
  }
}
