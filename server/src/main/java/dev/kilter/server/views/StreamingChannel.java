package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import java.util.function.Consumer;

/** A channel that carries streams, too. */
public interface StreamingChannel extends ViewsChannel {
  /**
   * Hands over what the controller tells until it ends or is cancelled, which is no failure.
   * Blocks; a slow consumer slows the controller down. Failures: ControllerAbsent, and those of the
   * view.
   */
  Result<Void> follow(
      String view, Document question, Consumer<Document> told, Cancellation cancellation);
}
