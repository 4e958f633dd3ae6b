package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import dev.kilter.model.view.ObjectViews;
import java.util.List;
import java.util.function.Consumer;

/** Single objects as a controller in another process sees them (design 2.15). */
public final class RemoteObjectViews implements ObjectViews {
  private final StreamingChannel channel;

  public RemoteObjectViews(StreamingChannel channel) {
    this.channel = channel;
  }

  @Override
  public Result<Manifest> get(ApplicationId id, ResourceKey key) {
    return channel.ask(
        "object", about(id, key), answer -> Manifest.of(answer.document("value").root()));
  }

  @Override
  public Result<List<Manifest>> events(ApplicationId id, ResourceKey key) {
    return channel.ask(
        "object-events",
        about(id, key),
        answer -> answer.documents("value").stream().map(one -> Manifest.of(one.root())).toList());
  }

  @Override
  public Result<List<ResourceKey>> pods(ApplicationId id, ResourceKey key) {
    return channel.ask(
        "pods",
        about(id, key),
        answer -> answer.documents("value").stream().map(ViewsWire::key).toList());
  }

  @Override
  public Result<Void> log(
      ApplicationId id, LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    return channel.follow(
        "log",
        ViewsWire.id(id).with(ObjectsWire.logQuery(query), "query"),
        told -> {
          if (told.has("line")) {
            lines.accept(told.text("line"));
          }
        },
        cancellation);
  }

  @Override
  public Result<Void> delete(ApplicationId id, ResourceKey key, boolean orphan, String who) {
    return channel
        .ask("delete", about(id, key).with(orphan, "orphan").with(who, "who"), answer -> answer)
        .then(_ -> Result.done());
  }

  @Override
  public Result<Commit> commit(ApplicationId id, int source, String revision) {
    return channel.ask(
        "commit",
        ViewsWire.id(id).with(source, "source").with(revision, "revision"),
        answer -> ObjectsWire.commit(answer.document("value")));
  }

  private static Document about(ApplicationId id, ResourceKey key) {
    return ViewsWire.id(id).with(ArgoShapes.key(key), "key");
  }
}
