package dev.kilter.control.effect;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.RenderTask;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceTree;
import java.util.List;
import java.util.Optional;

/** Fetches trees and renders them. */
final class SourceReading {
  private final Ports ports;
  private final CpuGate cpu;

  SourceReading(Ports ports, CpuGate cpu) {
    this.ports = ports;
    this.cpu = cpu;
  }

  Rendering render(RenderTask task) {
    Repository repository =
        ports.credentials().repository(task.repository().url(), task.repository().project());
    return switch (ports.sources().tree(repository, task.commit())) {
      case Result.Failed<SourceTree>(var failure) -> new Rendering.Failed(failure);
      case Result.Success<SourceTree>(var tree) -> cpu.through(() -> render(task, tree));
    };
  }

  private Rendering render(RenderTask task, SourceTree tree) {
    Optional<Rendering> known = task.known().filter(rendering -> holds(rendering, tree));
    return known.orElseGet(() ->
        ports
            .renderer()
            .render(
                new RenderRequest(
                    tree,
                    task.inputs().source(),
                    task.application(),
                    task.inputs().instanceName(),
                    task.inputs().destinationNamespace(),
                    task.inputs().project(),
                    task.inputs().settings())));
  }

  private static boolean holds(Rendering rendering, SourceTree tree) {
    Optional<ReadSet> read =
        switch (rendering) {
          case Rendering.Rendered rendered -> Optional.of(rendered.readSet());
          case Rendering.Empty empty -> Optional.of(empty.readSet());
          case Rendering.Failed _ -> Optional.empty();
        };
    return read.filter(set -> set.unchangedIn(tree)).isPresent();
  }

  /** Both commits must be here to be compared. */
  Result<List<String>> changes(ChangesKey key) {
    Repository repository =
        ports.credentials().repository(key.repository().url(), key.repository().project());
    return ports
        .sources()
        .tree(repository, key.to())
        .then(_ -> ports.sources().changedPaths(repository, key.from(), key.to()));
  }
}
