package dev.kilter.model.store;

import dev.kilter.model.access.AccessRules;
import java.util.function.Consumer;

/** Port to argocd-rbac-cm and the switches in argocd-cm that belong to it; hot-reloaded. */
public interface AccessStore {
  /** The snapshot in force; only the built-in policy where the ConfigMap does not exist. */
  AccessRules current();

  /** From now on told each new snapshot. */
  void watch(Consumer<AccessRules> changed);
}
