package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.view.ApplicationViews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    return ask(
        "tree",
        body(id),
        answer -> answer.documents("value").stream().map(ViewsWire::node).toList());
  }

  @Override
  public Result<List<ManagedResource>> managedResources(ApplicationId id, List<String> revisions) {
    return ask(
        "managed-resources",
        body(id).with(revisions, "revisions"),
        answer -> answer.documents("value").stream().map(ViewsWire::managedResource).toList());
  }

  @Override
  public Result<List<Manifest>> manifests(ApplicationId id, List<String> revisions) {
    return ask(
        "manifests",
        body(id).with(revisions, "revisions"),
        answer -> answer.documents("value").stream().map(one -> Manifest.of(one.root())).toList());
  }

  @Override
  public Result<Explained> explain(ApplicationId id) {
    return ask("explain", body(id), answer -> ViewsWire.explained(answer.document("value")));
  }

  /** Where no controller answers, the one that takes the operation up will resolve them. */
  @Override
  public Result<List<String>> resolve(Application application, List<String> revisions) {
    Result<List<String>> resolved =
        ask(
            "revisions",
            body(application.id()).with(revisions, "revisions"),
            answer -> answer.texts("value"));
    return resolved instanceof Result.Failed<List<String>>(var failure)
            && failure instanceof dev.kilter.model.failure.Failure.ControllerAbsent
        ? Result.success(revisions)
        : resolved;
  }

  private <T> Result<T> ask(String view, Document body, Function<Document, T> read) {
    return channel
        .ask(view, body)
        .then(answer ->
            answer.has("failure")
                ? Result.failed(FailureWire.failure(answer.document("failure")))
                : Result.success(read.apply(answer)));
  }

  private static Document body(ApplicationId id) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("namespace", id.namespace());
    body.put("name", id.name());
    return new Document(body);
  }
}
