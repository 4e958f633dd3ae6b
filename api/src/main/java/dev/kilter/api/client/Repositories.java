package dev.kilter.api.client;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import java.util.List;

/** Repositories with credentials; what is secret goes in and never comes out. */
public final class Repositories {
  private static final String ROOT = "/api/v1/repositories";
  private final Conversation conversation;

  Repositories(Conversation conversation) {
    this.conversation = conversation;
  }

  public List<Document> list() {
    return conversation.ask(Call.get(ROOT)).documents("items");
  }

  public Document create(Document repository, boolean upsert) {
    return conversation.ask(Call.of("POST", ROOT).with("upsert", upsert).body(repository.root()));
  }

  public void delete(String url) {
    conversation.ask(Call.of("DELETE", ROOT + "/" + Call.segment(url)));
  }
}
