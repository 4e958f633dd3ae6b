package dev.kilter.api.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Back to a history entry; id 0 means the one before the last. With {@code hold} automation is held
 * off in the same write, until {@code until} (RFC 3339) where it is not empty.
 */
public record RollbackRequest(
    long id, boolean prune, boolean dryRun, boolean hold, String reason, String until) {
  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", id);
    tree.put("prune", prune);
    tree.put("dryRun", dryRun);
    if (hold) {
      tree.put("kilter", Map.of("hold", true, "reason", reason, "until", until));
    }
    return tree;
  }
}
