package dev.kilter.control.message;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One source of one application to render at a commit, beside the sources that it refers to, each
 * at its own. {@code known} is an earlier rendering of the same inputs, which is the answer where
 * these commits hold the same files for it; {@code anew} asks to pass every cache.
 */
public record RenderTask(
    ApplicationId application,
    RepositoryKey repository,
    String commit,
    Map<String, Reference> references,
    String server,
    Inputs inputs,
    Optional<Rendering> known,
    boolean anew) {
  public RenderTask {
    references = Map.copyOf(references);
  }

  public Map<String, String> referenceCommits() {
    Map<String, String> commits = new TreeMap<>();
    references.forEach((name, reference) -> commits.put(name, reference.commit()));
    return commits;
  }

  /** Another source of the application, whose files the rendered one may name. */
  public record Reference(Source source, RepositoryKey repository, String commit) {}

  /** Everything but the commits that a rendering may depend on. */
  public record Inputs(
      Source source,
      String instanceName,
      String destinationNamespace,
      String project,
      Settings.Sources settings) {}
}
