package dev.kilter.server.webhook;

import dev.kilter.model.source.PushEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gogs, and Gitea and Forgejo, which send its headers too. */
final class Gogs implements Sender {
  @Override
  public String name() {
    return "Gogs or Gitea";
  }

  @Override
  public boolean sent(WebhookRequest request) {
    return request.has("X-Gogs-Event") || request.has("X-Gitea-Event");
  }

  @Override
  public Trust trust(WebhookRequest request, Map<String, String> secrets) {
    String header = request.has("X-Gogs-Signature") ? "X-Gogs-Signature" : "X-Gitea-Signature";
    return Secrets.signature(
        Secrets.configured(secrets, "webhook.gogs.secret"),
        Secrets.Hash.SHA256_BARE,
        header,
        request);
  }

  @Override
  public Optional<List<PushEvent>> pushes(WebhookRequest request, Payload payload)
      throws MalformedPayload {
    String event =
        request.has("X-Gogs-Event")
            ? request.header("X-Gogs-Event")
            : request.header("X-Gitea-Event");
    return event.equals("push") ? Optional.of(List.of(push(payload))) : Optional.empty();
  }

  private static PushEvent push(Payload payload) throws MalformedPayload {
    Payload repository = payload.object("repository");
    String ref = payload.required("ref");
    String before = Commits.known(payload.text("before"));
    int commits = payload.objects("commits").size();
    return new PushEvent(
        repository.anyOf("html_url", "clone_url", "ssh_url"),
        ref,
        before,
        Commits.known(payload.text("after")),
        payload.changedFiles(),
        !before.isEmpty() && commits > 0 && payload.number("total_commits") == commits,
        ref.equals("refs/heads/" + repository.text("default_branch")));
  }
}
