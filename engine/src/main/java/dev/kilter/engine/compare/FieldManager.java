package dev.kilter.engine.compare;

import dev.kilter.model.cluster.ResourceApplier;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Someone who owns fields of a live object, as the API server's managedFields name them. {@code
 * apply} tells server-side applies from all other writes.
 */
record FieldManager(String name, boolean apply, String subresource) {
  private static final Set<String> BEFORE_APPLY =
      Set.of("kubectl-client-side-apply", "before-first-apply");

  /** People's tools, by the start of the names that they go by. */
  private static final List<String> TOOLS_OF_PEOPLE =
      List.of(
          "kubectl",
          "oc",
          "k9s",
          "lens",
          "openlens",
          "freelens",
          "mozilla",
          "node-fetch",
          "curl",
          "headlamp",
          "dashboard",
          "kubernetes-dashboard",
          "postman");

  boolean ours() {
    return name.equals(ResourceApplier.FIELD_MANAGER) && subresource.isEmpty();
  }

  /** Fields of these become ours by the migration that goes before an apply (design 2.4). */
  boolean becomesOurs() {
    return ours() || (!apply && BEFORE_APPLY.contains(name));
  }

  boolean human() {
    String lower = name.toLowerCase(Locale.ROOT);
    return TOOLS_OF_PEOPLE.stream()
        .anyMatch(tool ->
            lower.startsWith(tool)
                && (lower.length() == tool.length()
                    || !Character.isLetter(lower.charAt(tool.length()))));
  }

  /** The name people know: {@code kubectl scale} writes as kubectl through a subresource. */
  String words() {
    return name.equals("kubectl") && !subresource.isEmpty() ? "kubectl-" + subresource : name;
  }
}
