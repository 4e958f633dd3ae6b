package dev.kilter.app.views;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.engine.compare.SecretMask;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteRequest;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import dev.kilter.model.store.Tombstones;
import dev.kilter.model.view.ApplicationViews.Node;
import dev.kilter.model.view.ObjectViews;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Single objects of the applications that this process looks after. Whether an object belongs to
 * one is asked of the tree by uid, each time: names come again, and a request could name any.
 */
public final class LocalObjects implements ObjectViews {
  private final LocalViews.Sight sight;
  private final Sources sources;
  private final ResourceApplier applier;
  private final Tombstones tombstones;

  public LocalObjects(
      LocalViews.Sight sight, Sources sources, ResourceApplier applier, Tombstones tombstones) {
    this.sight = sight;
    this.sources = sources;
    this.applier = applier;
    this.tombstones = tombstones;
  }

  /** An object of an application's tree, and where it lives. */
  private record Found(ApplicationSnapshot snapshot, List<Node> tree, Node node) {
    String server() {
      return snapshot.server();
    }
  }

  @Override
  public Result<Manifest> get(ApplicationId id, ResourceKey key) {
    return find(id, key)
        .then(this::live)
        .map(live -> SecretMask.masked(List.of(live), Set.of()).getFirst());
  }

  /** Under the same name may be another one by now. */
  private Result<Manifest> live(Found found) {
    ResourceKey key = found.node().key();
    return sight
        .live()
        .get(found.server(), key)
        .then(live -> live.uid().equals(found.node().uid()) ? Result.success(live) : unknown(key));
  }

  @Override
  public Result<List<Manifest>> events(ApplicationId id, ResourceKey key) {
    return find(id, key)
        .then(found -> sight.live().events(found.server(), key.namespace(), found.node().uid()));
  }

  @Override
  public Result<List<ResourceKey>> pods(ApplicationId id, ResourceKey key) {
    return key.name().isEmpty()
        ? sight.find(id).map(snapshot -> pods(TreeView.of(snapshot, sight.live()).stream()))
        : find(id, key).map(LocalObjects::podsBelow);
  }

  private static List<ResourceKey> pods(Stream<Node> nodes) {
    return nodes
        .filter(node -> !node.uid().isEmpty())
        .map(Node::key)
        .filter(key -> key.group().isEmpty() && key.kind().equals("Pod"))
        .sorted()
        .toList();
  }

  /** The tree names parents before children. */
  private static List<ResourceKey> podsBelow(Found found) {
    Set<String> below = new HashSet<>(Set.of(found.node().uid()));
    return pods(
        found.tree().stream()
            .filter(node ->
                below.contains(node.uid())
                    || node.parents().stream()
                        .anyMatch(
                            parent -> below.contains(parent.uid()) && below.add(node.uid()))));
  }

  @Override
  public Result<Void> log(
      ApplicationId id, LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    ResourceKey pod = new ResourceKey("", "Pod", query.namespace(), query.pod());
    return find(id, pod)
        .then(found -> sight.live().log(found.server(), query, lines, cancellation));
  }

  /** Proved as every deletion is: remembered first, then only this uid at this version. */
  @Override
  public Result<Void> delete(ApplicationId id, ResourceKey key, boolean orphan, String who) {
    return find(id, key)
        .then(found ->
            live(found)
                .then(live ->
                    tombstones.bury(batch(id, live, who)).then(_ -> delete(found, live, orphan))));
  }

  private Tombstones.Batch batch(ApplicationId id, Manifest live, String who) {
    return new Tombstones.Batch(
        id, sight.clock().instant(), "", "deleted by " + who, "", List.of(live));
  }

  private Result<Void> delete(Found found, Manifest live, boolean orphan) {
    DeleteOutcome outcome =
        applier.delete(
            found.server(),
            new DeleteRequest(
                live.key(),
                found.node().version(),
                live.uid(),
                live.resourceVersion(),
                orphan ? Propagation.ORPHAN : Propagation.FOREGROUND));
    return switch (outcome) {
      case DeleteOutcome.Deleted _, DeleteOutcome.AlreadyGone _ -> Result.done();
      case DeleteOutcome.Changed(var message) -> Result.failed(new Failure.Conflict(message));
      case DeleteOutcome.Unknown(var message) ->
          Result.failed(new Failure.ClusterUnreachable(found.server(), message));
      case DeleteOutcome.Failed(var failure) -> Result.failed(failure);
    };
  }

  @Override
  public Result<Commit> commit(ApplicationId id, int source, String revision) {
    return sight.find(id).then(snapshot -> sources.commit(snapshot, source, revision));
  }

  private Result<Found> find(ApplicationId id, ResourceKey key) {
    return sight
        .find(id)
        .then(snapshot -> {
          List<Node> tree = TreeView.of(snapshot, sight.live());
          return tree.stream()
              .filter(node -> node.key().equals(key) && !node.uid().isEmpty())
              .findFirst()
              .map(node -> Result.success(new Found(snapshot, tree, node)))
              .orElseGet(() -> unknown(key));
        });
  }

  private static <T> Result<T> unknown(ResourceKey key) {
    return Result.failed(
        new Failure.NotFound(
            key.kind() + " \"" + key.name() + "\" is not among this application's objects."));
  }
}
