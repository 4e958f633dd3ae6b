package dev.kilter.api.client;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Exchange;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import java.io.IOException;
import java.util.function.Predicate;

/** Sends calls and turns refusals and broken connections into the one exception callers know. */
final class Conversation {
  private final Exchange exchange;

  Conversation(Exchange exchange) {
    this.exchange = exchange;
  }

  Document ask(Call call) {
    Answer answer;
    try {
      answer = exchange.send(call);
    } catch (IOException e) {
      throw unreachable(e).exception();
    }
    if (!answer.ok()) {
      throw Problem.of(answer).exception();
    }
    return new Document(answer.tree());
  }

  void follow(Call call, Predicate<Document> event) {
    try {
      exchange.follow(call, event);
    } catch (IOException e) {
      throw unreachable(e).exception();
    }
  }

  private static Problem unreachable(IOException e) {
    String evidence = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Problem.of(ProblemKind.SERVER_UNREACHABLE, evidence)
        .saying("No answer came.", evidence, "kubectl cluster-info");
  }
}
