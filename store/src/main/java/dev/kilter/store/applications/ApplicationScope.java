package dev.kilter.store.applications;

import dev.kilter.model.match.NamespacePatterns;
import java.util.List;

/**
 * Whose Applications are ours: those of the control plane's namespace, and of the namespaces that
 * match {@code application.namespaces} (globs, or regular expressions between slashes).
 */
public record ApplicationScope(String controlPlaneNamespace, List<String> others) {
  public ApplicationScope {
    others = List.copyOf(others);
  }

  public static ApplicationScope of(String controlPlaneNamespace) {
    return new ApplicationScope(controlPlaneNamespace, List.of());
  }

  public boolean includes(String namespace) {
    return namespace.equals(controlPlaneNamespace)
        || NamespacePatterns.anyMatches(others, namespace);
  }

  /** The one namespace to list and watch; empty for all of them. */
  public String watchedNamespace() {
    return others.isEmpty() ? controlPlaneNamespace : "";
  }
}
