package dev.kilter.model.view;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import java.util.List;
import java.util.function.Consumer;

/** Answers everything with ControllerAbsent. */
final class AbsentObjectViews implements ObjectViews {
  @Override
  public Result<Manifest> get(ApplicationId id, ResourceKey key) {
    return ObjectViews.absent();
  }

  @Override
  public Result<List<Manifest>> events(ApplicationId id, ResourceKey key) {
    return ObjectViews.absent();
  }

  @Override
  public Result<List<ResourceKey>> pods(ApplicationId id, ResourceKey key) {
    return ObjectViews.absent();
  }

  @Override
  public Result<Void> log(
      ApplicationId id, LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    return ObjectViews.absent();
  }

  @Override
  public Result<Void> delete(ApplicationId id, ResourceKey key, boolean orphan, String who) {
    return ObjectViews.absent();
  }

  @Override
  public Result<Commit> commit(ApplicationId id, int source, String revision) {
    return ObjectViews.absent();
  }
}
