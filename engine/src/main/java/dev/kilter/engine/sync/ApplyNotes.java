package dev.kilter.engine.sync;

import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.SyncResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects that the server could not apply as asked and that were applied client-side (design 2.4).
 * Read from the saved results, so that it is known after a restart, too.
 */
public final class ApplyNotes {
  /** How the applier's note begins. */
  private static final String NOTE = " (applied client-side: ";

  private static final int SHOWN = 3;

  private ApplyNotes() {}

  /** One sentence for a condition; empty where everything was applied as asked. */
  public static Optional<String> sentence(Optional<OperationState> state) {
    List<String> noted =
        state.flatMap(OperationState::syncResult).map(SyncResult::resources).stream()
            .flatMap(List::stream)
            .flatMap(ApplyNotes::note)
            .toList();
    if (noted.isEmpty()) {
      return Optional.empty();
    }
    String more = noted.size() > SHOWN ? "; and " + (noted.size() - SHOWN) + " more objects" : "";
    return Optional.of(
        "Applied client-side, because the server could not apply it: "
            + String.join("; ", noted.subList(0, Math.min(SHOWN, noted.size())))
            + more);
  }

  private static Stream<String> note(ResourceResult result) {
    int at = result.message().indexOf(NOTE);
    boolean done =
        result.outcome().filter(ResourceResult.Outcome.Synced::equals).isPresent()
            && result.message().endsWith(")");
    return at < 0 || !done
        ? Stream.empty()
        : Stream.of(
            result.key().kind()
                + " "
                + result.key().name()
                + ": "
                + result.message().substring(at + NOTE.length(), result.message().length() - 1));
  }
}
