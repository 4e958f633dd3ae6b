package dev.kilter.api.client;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Exchange;
import java.util.List;

/**
 * Everything that a user can ask of Kilter. Methods block and throw {@link
 * dev.kilter.api.ApiException} where a call is refused or nobody answers.
 */
public final class KilterClient {
  private final Conversation conversation;

  public KilterClient(Exchange exchange) {
    this.conversation = new Conversation(exchange);
  }

  public Applications applications() {
    return new Applications(conversation);
  }

  public Projects projects() {
    return new Projects(conversation);
  }

  public Repositories repositories() {
    return new Repositories(conversation);
  }

  public Identity identity() {
    return new Identity(conversation);
  }

  public List<Document> clusters() {
    return conversation.ask(Call.get("/api/v1/clusters")).documents("items");
  }

  /** Members named as Argo CD names them, {@code Version} first. */
  public Document version() {
    return conversation.ask(Call.get("/api/version"));
  }
}
