package dev.kilter.api.client;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Exchange;

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

  /** Members named as Argo CD names them, {@code Version} first. */
  public Document version() {
    return conversation.ask(Call.get("/api/version"));
  }
}
