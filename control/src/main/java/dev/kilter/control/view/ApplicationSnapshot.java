package dev.kilter.control.view;

import dev.kilter.model.application.Application;
import dev.kilter.model.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the loop knows of one application beyond its resource. Immutable; a change makes a new one.
 *
 * @param server the destination's URL, empty where it could not be told
 * @param evaluated the last comparison that came to an end, also while a later one fails
 * @param revisions commits that the sources stand at now, ahead of {@code status.sync} while that
 *     moves on in the background; an empty string where one is not known
 * @param failure why there is no newer comparison, and since when
 * @param wouldDo what Kilter would do if it were not observing
 * @param observing why Kilter writes nothing for this application
 * @param treeVersion grows when something below its objects changed
 */
public record ApplicationSnapshot(
    Application application,
    String server,
    Optional<Evaluated> evaluated,
    List<String> revisions,
    List<String> sourceTypes,
    Optional<Problem> failure,
    List<String> wouldDo,
    Optional<String> observing,
    long treeVersion) {
  public ApplicationSnapshot {
    revisions = List.copyOf(revisions);
    sourceTypes = List.copyOf(sourceTypes);
    wouldDo = List.copyOf(wouldDo);
  }

  /** A failure and when it was first seen. */
  public record Problem(Failure failure, Instant since) {}
}
