package dev.kilter.server.views;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.view.ApplicationViews;
import java.util.List;

/**
 * Views of a controller in another process (design 2.15). Failure besides theirs: ControllerAbsent.
 */
public final class RemoteApplicationViews implements ApplicationViews, RevisionResolver {
  private final ViewsChannel channel;

  public RemoteApplicationViews(ViewsChannel channel) {
    this.channel = channel;
  }

  @Override
  public Result<List<Node>> tree(ApplicationId id) {
    return channel.ask(
        "tree",
        ViewsWire.id(id),
        answer -> answer.documents("value").stream().map(ViewsWire::node).toList());
  }

  @Override
  public Result<List<ManagedResource>> managedResources(ApplicationId id, List<String> revisions) {
    return channel.ask(
        "managed-resources",
        ViewsWire.id(id).with(revisions, "revisions"),
        answer -> answer.documents("value").stream().map(ViewsWire::managedResource).toList());
  }

  @Override
  public Result<List<Manifest>> manifests(ApplicationId id, List<String> revisions) {
    return channel.ask(
        "manifests",
        ViewsWire.id(id).with(revisions, "revisions"),
        answer -> answer.documents("value").stream().map(one -> Manifest.of(one.root())).toList());
  }

  @Override
  public Result<Explained> explain(ApplicationId id) {
    return channel.ask(
        "explain", ViewsWire.id(id), answer -> ViewsWire.explained(answer.document("value")));
  }

  /** Where no controller answers, the one that takes the operation up will resolve them. */
  @Override
  public Result<List<String>> resolve(Application application, List<String> revisions) {
    Result<List<String>> resolved =
        channel.ask(
            "revisions",
            ViewsWire.id(application.id()).with(revisions, "revisions"),
            answer -> answer.texts("value"));
    return resolved instanceof Result.Failed<List<String>>(var failure)
            && failure instanceof dev.kilter.model.failure.Failure.ControllerAbsent
        ? Result.success(revisions)
        : resolved;
  }
}
