package dev.kilter.control.effect;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.RefKey;
import dev.kilter.control.message.RenderTask;
import dev.kilter.control.message.RepositoryKey;
import dev.kilter.control.message.SignatureKey;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.RenderRequest.Reference;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SourceTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fetches trees and renders them; how much renders at once is up to the renderer. */
final class SourceReading {
  private final Ports ports;
  private final CpuGate cpu;

  SourceReading(Ports ports, CpuGate cpu) {
    this.ports = ports;
    this.cpu = cpu;
  }

  Rendering render(RenderTask task) {
    Map<String, Reference> references = new HashMap<>();
    for (Map.Entry<String, RenderTask.Reference> entry : task.references().entrySet()) {
      RenderTask.Reference wanted = entry.getValue();
      switch (tree(wanted.repository(), wanted.commit())) {
        case Result.Failed<SourceTree>(var failure) -> {
          return new Rendering.Failed(failure);
        }
        case Result.Success<SourceTree>(var tree) ->
            references.put(entry.getKey(), new Reference(wanted.source(), tree));
      }
    }
    return switch (tree(task.repository(), task.commit())) {
      case Result.Failed<SourceTree>(var failure) -> new Rendering.Failed(failure);
      case Result.Success<SourceTree>(var tree) -> render(task, request(task, tree, references));
    };
  }

  private Result<SourceTree> tree(RepositoryKey key, String commit) {
    return ports.sources().tree(repository(key), commit);
  }

  private RenderRequest request(
      RenderTask task, SourceTree tree, Map<String, Reference> references) {
    return new RenderRequest(
        tree,
        task.inputs().source(),
        references,
        task.application(),
        task.inputs().instanceName(),
        task.inputs().destinationNamespace(),
        task.inputs().project(),
        () -> ports.live().apiResources(task.server()),
        task.inputs().settings(),
        task.anew());
  }

  private Rendering render(RenderTask task, RenderRequest request) {
    return task.known()
        .filter(rendering -> cpu.through(() -> holds(rendering, request)))
        .orElseGet(() -> ports.renderer().render(request));
  }

  private static boolean holds(Rendering rendering, RenderRequest request) {
    return switch (rendering) {
      case Rendering.Rendered rendered -> rendered.reads().holdFor(request);
      case Rendering.Empty empty -> empty.reads().holdFor(request);
      case Rendering.Failed _ -> false;
    };
  }

  private Repository repository(RepositoryKey key) {
    return key.wanted(ports.credentials().repository(key.url(), key.project()));
  }

  /** The signatures of a commit that has to be here for it. */
  Result<List<SignedRevision>> signatures(SignatureKey key) {
    RefKey ref = key.ref();
    return ports
        .sources()
        .signatures(
            repository(ref.repository()),
            ref.targetRevision(),
            ref.tagPrefix(),
            key.commit(),
            key.reach());
  }

  /** Both commits must be here to be compared. */
  Result<List<String>> changes(ChangesKey key) {
    Repository repository = repository(key.repository());
    return ports
        .sources()
        .tree(repository, key.to())
        .then(_ -> ports.sources().changedPaths(repository, key.from(), key.to()));
  }
}
