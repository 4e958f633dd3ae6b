package dev.kilter.server.webhook;

import dev.kilter.model.source.PushEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitLab's push and tag events, from a project or system hook. */
final class GitLab implements Sender {
  @Override
  public String name() {
    return "GitLab";
  }

  @Override
  public boolean sent(WebhookRequest request) {
    return request.has("X-Gitlab-Event");
  }

  @Override
  public Trust trust(WebhookRequest request, Map<String, String> secrets) {
    return Secrets.token(
        Secrets.configured(secrets, "webhook.gitlab.secret"), request.header("X-Gitlab-Token"));
  }

  @Override
  public Optional<List<PushEvent>> pushes(WebhookRequest request, Payload payload)
      throws MalformedPayload {
    return switch (request.header("X-Gitlab-Event")) {
      case "Push Hook", "Tag Push Hook" -> Optional.of(List.of(push(payload)));
      case "System Hook" ->
          switch (payload.text("object_kind")) {
            case "push", "tag_push" -> Optional.of(List.of(push(payload)));
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static PushEvent push(Payload payload) throws MalformedPayload {
    Payload project = payload.object("project");
    String ref = payload.required("ref");
    String before = Commits.known(payload.text("before"));
    int commits = payload.objects("commits").size();
    return new PushEvent(
        project.anyOf("web_url", "git_http_url", "git_ssh_url"),
        ref,
        before,
        Commits.known(payload.text("after")),
        payload.changedFiles(),
        !before.isEmpty() && commits > 0 && payload.number("total_commits_count") == commits,
        ref.equals("refs/heads/" + project.text("default_branch")));
  }
}
