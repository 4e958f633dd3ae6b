package dev.kilter.server.webhook;

import dev.kilter.model.source.PushEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub's push events; a ping is answered, and means nothing. */
final class GitHub implements Sender {
  /** GitHub leaves out commits beyond this number. */
  private static final int MOST_COMMITS = 2048;

  @Override
  public String name() {
    return "GitHub";
  }

  @Override
  public boolean sent(WebhookRequest request) {
    return request.has("X-GitHub-Event");
  }

  @Override
  public Trust trust(WebhookRequest request, Map<String, String> secrets) {
    String secret = Secrets.configured(secrets, "webhook.github.secret");
    return request.has("X-Hub-Signature-256") || !request.has("X-Hub-Signature")
        ? Secrets.signature(secret, Secrets.Hash.SHA256, "X-Hub-Signature-256", request)
        : Secrets.signature(secret, Secrets.Hash.SHA1, "X-Hub-Signature", request);
  }

  @Override
  public Optional<List<PushEvent>> pushes(WebhookRequest request, Payload payload)
      throws MalformedPayload {
    return switch (request.header("X-GitHub-Event")) {
      case "push" -> Optional.of(List.of(push(payload)));
      case "ping" -> Optional.of(List.of());
      default -> Optional.empty();
    };
  }

  private static PushEvent push(Payload payload) throws MalformedPayload {
    Payload repository = payload.object("repository");
    String ref = payload.required("ref");
    int commits = payload.objects("commits").size();
    boolean linear =
        !payload.flag("forced") && !payload.flag("created") && !payload.flag("deleted");
    return new PushEvent(
        repository.anyOf("html_url", "clone_url", "ssh_url"),
        ref,
        Commits.known(payload.text("before")),
        Commits.known(payload.text("after")),
        payload.changedFiles(),
        linear && commits > 0 && commits < MOST_COMMITS,
        ref.equals("refs/heads/" + repository.text("default_branch")));
  }
}
