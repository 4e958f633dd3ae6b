package dev.kilter.server.webhook;

import dev.kilter.model.source.PushEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Azure DevOps; it proves itself by basic authentication and tells no changed files. */
final class AzureDevOps implements Sender {
  @Override
  public String name() {
    return "Azure DevOps";
  }

  @Override
  public boolean sent(WebhookRequest request) {
    return request.has("X-Vss-Activityid");
  }

  @Override
  public Trust trust(WebhookRequest request, Map<String, String> secrets) {
    String username = Secrets.configured(secrets, "webhook.azuredevops.username");
    String password = Secrets.configured(secrets, "webhook.azuredevops.password");
    if (username.isEmpty() && password.isEmpty()) {
      return Trust.OPEN;
    }
    String pair = username + ":" + password;
    String expected =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Secrets.equal(expected, request.header("Authorization")) ? Trust.PROVED : Trust.REFUSED;
  }

  @Override
  public Optional<List<PushEvent>> pushes(WebhookRequest request, Payload payload)
      throws MalformedPayload {
    if (!payload.text("eventType").equals("git.push")) {
      return Optional.empty();
    }
    Payload resource = payload.object("resource");
    Payload repository = resource.object("repository");
    String url = repository.required("remoteUrl");
    List<PushEvent> pushes = new ArrayList<>();
    for (Payload update : resource.objects("refUpdates")) {
      String ref = update.required("name");
      pushes.add(
          new PushEvent(
              List.of(url),
              ref,
              Commits.known(update.text("oldObjectId")),
              Commits.known(update.text("newObjectId")),
              List.of(),
              false,
              ref.equals(repository.text("defaultBranch"))));
    }
    if (pushes.isEmpty()) {
      throw new MalformedPayload("\"resource.refUpdates\" is empty");
    }
    return Optional.of(pushes);
  }
}
