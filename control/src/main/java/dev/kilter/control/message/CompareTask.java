package dev.kilter.control.message;

import dev.kilter.control.view.Evaluated;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.project.Project;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Renderings to complete and compare with what the cluster has. {@code previous} is the last result
 * for the same application, reused object by object where nothing changed; {@code sameDesired}
 * where it was made from the same renderings by the same rules.
 */
public record CompareTask(
    Application application,
    String instanceName,
    ClusterConnection cluster,
    Settings settings,
    Project project,
    List<RenderedSource> renderings,
    Optional<Evaluated> previous,
    boolean sameDesired) {
  public CompareTask {
    renderings = List.copyOf(renderings);
  }

  public String server() {
    return cluster.server();
  }

  public CompareTask withSameDesired() {
    return new CompareTask(
        application, instanceName, cluster, settings, project, renderings, previous, true);
  }

  /** A source and what it came to; only Rendered and Empty get this far. */
  public record RenderedSource(Source source, Rendering rendering) {}
}
