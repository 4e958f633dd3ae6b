package dev.kilter.server.rest;

import dev.kilter.api.Document;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.manifest.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it will be written, with its tree and its reading kept in step.
 *
 * @param sources empty for the spec's own
 * @param strategy as in the request, {@code {hook: {force: false}}}
 * @param retryTree as in the request or the spec, empty for no retry
 */
record OperationDraft(
    Caller caller,
    List<String> revisions,
    boolean multiSource,
    List<Source> sources,
    boolean prune,
    boolean dryRun,
    Document strategy,
    List<Document> resources,
    List<String> options,
    List<Document> infos,
    Document retryTree) {

  Operation operation() {
    Operation.Sync sync =
        new Operation.Sync(
            revisions.stream().allMatch(String::isEmpty) ? List.of() : revisions,
            sources,
            prune,
            dryRun,
            new Operation.Strategy(
                !strategy.has("apply"),
                strategy.flag("hook", "force") || strategy.flag("apply", "force")),
            resources.stream().map(OperationDraft::selector).toList(),
            new SyncOptions(options),
            0);
    return new Operation(
        sync,
        new Operation.InitiatedBy(caller.username(), false),
        retryTree.root().isEmpty() ? Optional.empty() : Optional.of(retry()),
        Manifest.of(tree()));
  }

  private static Operation.ResourceSelector selector(Document resource) {
    return new Operation.ResourceSelector(
        resource.text("group"),
        resource.text("kind"),
        resource.text("namespace"),
        resource.text("name"));
  }

  private RetryPolicy retry() {
    long factor = retryTree.number("backoff", "factor");
    return new RetryPolicy(
        retryTree.number("limit"),
        Durations.parse(retryTree.text("backoff", "duration")).orElse(RetryPolicy.DEFAULT_DURATION),
        factor == 0 ? RetryPolicy.DEFAULT_FACTOR : factor,
        retryTree.text("backoff", "maxDuration").isEmpty()
            ? Optional.of(RetryPolicy.DEFAULT_MAX_DURATION)
            : Durations.parse(retryTree.text("backoff", "maxDuration"))
                .filter(most -> !most.isZero()),
        retryTree.flag("refresh"));
  }

  private Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> sync = new LinkedHashMap<>();
    if (multiSource) {
      sync.put("revisions", revisions);
      sync.put("sources", trees(sources));
    } else {
      sync.put("revision", revisions.isEmpty() ? "" : revisions.getFirst());
      sync.put("source", sources.isEmpty() ? Map.of() : sources.getFirst().raw().root());
    }
    sync.put("prune", prune ? true : null);
    sync.put("dryRun", dryRun ? true : null);
    sync.put("resources", resources.stream().map(Document::root).toList());
    sync.put("syncOptions", options);
    Map<String, @Nullable Object> operation = new LinkedHashMap<>();
    operation.put("initiatedBy", Map.of("username", caller.username()));
    operation.put("info", infos.stream().map(Document::root).toList());
    operation.put("retry", retryTree.root());
    Document written = new Document(sync).compact().with(strategy.root(), "syncStrategy");
    return new Document(operation).compact().with(written.root(), "sync").root();
  }

  private static List<?> trees(List<Source> sources) {
    return sources.stream().map(source -> source.raw().root()).toList();
  }
}
