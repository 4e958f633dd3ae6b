package dev.kilter.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A push of each sender, with the headers that it comes with. */
record Sample(String name, Map<String, String> headers) {
  static final List<Sample> ALL =
      List.of(
          new Sample("github", Map.of("X-GitHub-Event", "push")),
          new Sample("gitlab", Map.of("X-Gitlab-Event", "Push Hook")),
          new Sample("gitea", Map.of("X-Gogs-Event", "push", "X-GitHub-Event", "push")),
          new Sample("bitbucket", Map.of("X-Hook-UUID", "{uuid}", "X-Event-Key", "repo:push")),
          new Sample("bitbucketserver", Map.of("X-Event-Key", "repo:refs_changed")),
          new Sample("azuredevops", Map.of("X-Vss-Activityid", "1")));

  static Sample of(String name) {
    return ALL.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
  }

  byte[] body() {
    try (InputStream in =
        Objects.requireNonNull(Sample.class.getResourceAsStream("/webhook/" + name + ".json"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WebhookRequest request() {
    return new WebhookRequest(headers, body());
  }

  @Override
  public String toString() {
    return name;
  }
}
