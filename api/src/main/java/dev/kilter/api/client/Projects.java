package dev.kilter.api.client;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import java.util.List;
import java.util.Map;

/** AppProjects; each is its custom resource as a document. */
public final class Projects {
  private static final String ROOT = "/api/v1/projects";
  private final Conversation conversation;

  Projects(Conversation conversation) {
    this.conversation = conversation;
  }

  public List<Document> list() {
    return conversation.ask(Call.get(ROOT)).documents("items");
  }

  public Document get(String name) {
    return conversation.ask(Call.get(ROOT + "/" + Call.segment(name)));
  }

  public Document create(Document project, boolean upsert) {
    return conversation.ask(
        Call.of("POST", ROOT).body(Map.of("project", project.root(), "upsert", upsert)));
  }
}
