package dev.kilter.model.view;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import java.util.List;
import java.util.function.Consumer;

/**
 * Port to single things of an application, each of which takes a request to its cluster or
 * repository. An object that is not in the application's tree, by its uid, does not exist here.
 * Failures: NotFound, ClusterUnreachable, Refused, ControllerAbsent.
 */
public interface ObjectViews {
  /** Nobody who holds the clusters can be asked. */
  ObjectViews NONE = new AbsentObjectViews();

  /** As it is now, Secrets masked. */
  Result<Manifest> get(ApplicationId id, ResourceKey key);

  /** What Kubernetes reported about the object, newest last. */
  Result<List<Manifest>> events(ApplicationId id, ResourceKey key);

  /** The pods at or below the object, or of all where it has no name; by their names. */
  Result<List<ResourceKey>> pods(ApplicationId id, ResourceKey key);

  /**
   * Hands over the lines of a pod's container, each with its time in front, until the log ends or
   * is cancelled. Blocks.
   */
  Result<Void> log(
      ApplicationId id, LogQuery query, Consumer<String> lines, Cancellation cancellation);

  /** Deletes the object as it was seen; what hangs on it goes too, unless {@code orphan}. */
  Result<Void> delete(ApplicationId id, ResourceKey key, boolean orphan, String who);

  /** Who made a revision of the source at this place in the spec, and why. */
  Result<Commit> commit(ApplicationId id, int source, String revision);

  /** What {@link #NONE} says. */
  static <T> Result<T> absent() {
    return Result.failed(
        new Failure.ControllerAbsent("Only a server beside the controller can look at objects."));
  }
}
