package dev.kilter.api.client;

import dev.kilter.api.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to sync and how. Present {@code options} and {@code retry} replace the application's own.
 *
 * @param revisions one for each source position, or a single one
 * @param sourcePositions which sources the revisions are for, from 1; empty for a single source
 * @param strategy {@code hook} or {@code apply}
 * @param confirm the hash of held deletions that this sync may do
 */
public record SyncRequest(
    List<String> revisions,
    List<Long> sourcePositions,
    boolean prune,
    boolean dryRun,
    String strategy,
    boolean force,
    List<Selector> resources,
    List<String> infos,
    Optional<List<String>> options,
    Optional<Retry> retry,
    String confirm) {

  public static final SyncRequest PLAIN =
      new SyncRequest(
          List.of(),
          List.of(),
          false,
          false,
          "hook",
          false,
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          "");

  public SyncRequest {
    revisions = List.copyOf(revisions);
    sourcePositions = List.copyOf(sourcePositions);
    resources = List.copyOf(resources);
    infos = List.copyOf(infos);
    options = options.map(List::copyOf);
  }

  /** One object of a selective sync; {@code exclude} turns the meaning round. */
  public record Selector(
      String group, String kind, String namespace, String name, boolean exclude) {
    Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("group", group);
      tree.put("kind", kind);
      tree.put("namespace", namespace);
      tree.put("name", name);
      if (exclude) {
        tree.put("exclude", true);
      }
      return tree;
    }
  }

  /** Durations as Argo CD writes them, {@code 5s}; empty means its default. */
  public record Retry(
      long limit, String duration, long factor, String maxDuration, boolean refresh) {
    Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> backoff = new LinkedHashMap<>();
      backoff.put("duration", duration);
      backoff.put("factor", factor > 0 ? (Object) factor : null);
      backoff.put("maxDuration", maxDuration);
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("limit", limit);
      tree.put("backoff", backoff);
      tree.put("refresh", refresh ? true : null);
      return new Document(tree).compact().root();
    }
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    if (sourcePositions.isEmpty()) {
      tree.put("revision", revisions.isEmpty() ? "" : revisions.getFirst());
    } else {
      tree.put("revisions", revisions);
      tree.put("sourcePositions", sourcePositions);
    }
    tree.put("prune", prune);
    tree.put("dryRun", dryRun);
    tree.put("strategy", Map.of(strategy, Map.of("force", force)));
    tree.put("resources", resources.stream().map(Selector::tree).toList());
    tree.put("infos", infos.stream().map(SyncRequest::info).toList());
    options.ifPresent(items -> tree.put("syncOptions", Map.of("items", items)));
    retry.ifPresent(policy -> tree.put("retryStrategy", policy.tree()));
    if (!confirm.isEmpty()) {
      tree.put("kilter", Map.of("confirm", confirm));
    }
    return tree;
  }

  private static Map<String, @Nullable Object> info(String text) {
    int mark = text.indexOf('=');
    return Document.pair(
        "name", mark < 0 ? text : text.substring(0, mark),
        "value", mark < 0 ? "" : text.substring(mark + 1));
  }
}
