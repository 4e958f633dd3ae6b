package dev.kilter.server.peer;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.source.Commit;
import dev.kilter.model.view.ObjectViews;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A log of a kilobyte a line that ends only when it is cancelled. */
final class EndlessLog implements ObjectViews {
  private static final String LINE = "x".repeat(1024);

  final AtomicLong told = new AtomicLong();
  final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

  @Override
  public Result<Void> log(
      ApplicationId id, LogQuery query, Consumer<String> lines, Cancellation cancellation) {
    while (!cancellation.cancelled()) {
      lines.accept(LINE);
      told.incrementAndGet();
    }
    cancelled.complete(true);
    return Result.done();
  }

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
  public Result<Void> delete(ApplicationId id, ResourceKey key, boolean orphan, String who) {
    return ObjectViews.absent();
  }

  @Override
  public Result<Commit> commit(ApplicationId id, int source, String revision) {
    return ObjectViews.absent();
  }
}
