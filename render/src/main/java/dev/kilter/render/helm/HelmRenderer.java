package dev.kilter.render.helm;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.render.input.SourceTool;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.process.Limits;
import dev.kilter.render.process.Programs.Tool;
import dev.kilter.render.process.Scratch;
import dev.kilter.render.process.ToolRun;
import dev.kilter.render.process.Workshop;
import dev.kilter.render.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders a chart as Argo CD's repo-server does: {@code helm template} with the application's
 * values, its hooks and tests among the output, no release, no {@code lookup}. What a chart can see
 * of the cluster is its version and kinds, and these are asked for only where it looks at them.
 */
public final class HelmRenderer implements SourceTool {
  private final Workshop workshop;

  public HelmRenderer(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Rendering render(ToolSource source) {
    Path helm =
        switch (workshop.programs().find(Tool.HELM, source.tools())) {
          case Result.Success<Path>(var program) -> program;
          case Result.Failed<Path>(var failure) -> throw new Unrenderable(failure);
        };
    try (Scratch scratch = workshop.folders().make()) {
      return render(source, helm, scratch);
    }
  }

  private Rendering render(ToolSource source, Path helm, Scratch scratch) {
    Workspace workspace = new Workspace(source.tree(), scratch.input());
    Elsewhere elsewhere = new Elsewhere(workshop.remote(), source);
    Chart chart = new Chart(source, workspace, elsewhere);
    chart.place();
    ValueFiles values = new ValueFiles(source, workspace, scratch.home(), elsewhere);
    List<String> arguments = new ArrayList<>(new HelmArguments(source, values).all());
    Optional<ApiResources> kinds =
        chart.looksAtTheCluster() ? Optional.of(kinds(source)) : Optional.empty();
    kinds.ifPresent(seen -> arguments.addAll(HelmArguments.cluster(source, seen)));
    ToolRun.Output output =
        new ToolRun(scratch, Limits.of(source.tools()))
            .run(helm, arguments, workspace.at(source.folder().path().path()), Map.of());
    HelmOutput said = new HelmOutput(source.folder().path(), chart.name());
    if (output.failed()) {
      throw said.fault(values.named(output.words()));
    }
    List<Item> items = said.items(output.text());
    Reads reads =
        new Reads(
            source.tree().readSet(),
            values.referenceReads(),
            kinds.map(ApiResources::digest),
            elsewhere.digests());
    return items.isEmpty()
        ? new Rendering.Empty(SourceType.Helm, reads)
        : new Rendering.Rendered(items, SourceType.Helm, reads);
  }

  private static ApiResources kinds(ToolSource source) {
    return switch (source.request().kinds().get()) {
      case Result.Success<ApiResources>(var kinds) -> kinds;
      case Result.Failed<ApiResources>(var failure) -> throw new Unrenderable(failure);
    };
  }
}
