package dev.kilter.server.views;

import dev.kilter.model.application.Application;
import dev.kilter.model.failure.Result;
import java.util.List;

/** Turns the revisions that an operation asks for into commits, one for each source. */
@FunctionalInterface
public interface RevisionResolver {
  /**
   * Leaves revisions as they were asked for: the controller resolves them when it begins, and pins
   * them then.
   */
  RevisionResolver LATER = (application, revisions) -> Result.success(revisions);

  /** An empty revision stands for the source's own target revision. */
  Result<List<String>> resolve(Application application, List<String> revisions);
}
