package dev.kilter.control.message;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import java.util.Optional;

/**
 * One source of one application to render at a commit. {@code known} is an earlier rendering of the
 * same inputs, which is the answer where the commit holds the same files for it.
 */
public record RenderTask(
    ApplicationId application,
    RepositoryKey repository,
    String commit,
    Inputs inputs,
    Optional<Rendering> known) {

  /** Everything but the commit that a rendering may depend on. */
  public record Inputs(
      Source source,
      String instanceName,
      String destinationNamespace,
      String project,
      Settings.Sources settings) {}
}
