package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.failure.Result;

/** Carries a question to the controller that owns the application's cluster. */
@FunctionalInterface
public interface ViewsChannel {
  /** The answer as the service gave it. Failure: ControllerAbsent. */
  Result<Document> ask(String view, Document body);
}
