package dev.kilter.api.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Back to a history entry, or without an id to the one before the last; the first of all is 0. With
 * {@code hold} automation is held off in the same write, until {@code until} (RFC 3339) where it is
 * not empty.
 */
public record RollbackRequest(
    Optional<Long> id, boolean prune, boolean dryRun, boolean hold, String reason, String until) {
  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    id.ifPresent(number -> tree.put("id", number));
    tree.put("prune", prune);
    tree.put("dryRun", dryRun);
    if (hold) {
      tree.put("kilter", Map.of("hold", true, "reason", reason, "until", until));
    }
    return tree;
  }
}
