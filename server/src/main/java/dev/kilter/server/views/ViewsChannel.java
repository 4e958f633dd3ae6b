package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.failure.Result;
import java.util.function.Function;

/** Carries a question to the controller that owns the application's cluster. */
@FunctionalInterface
public interface ViewsChannel {
  /** The answer as the service gave it. Failure: ControllerAbsent. */
  Result<Document> ask(String view, Document body);

  /** What is read of the answer, or the failure that it holds. */
  default <T> Result<T> ask(String view, Document body, Function<Document, T> read) {
    return ask(view, body)
        .then(answer ->
            answer.has("failure")
                ? Result.failed(FailureWire.failure(answer.document("failure")))
                : Result.success(read.apply(answer)));
  }
}
