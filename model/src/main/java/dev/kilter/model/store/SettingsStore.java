package dev.kilter.model.store;

import dev.kilter.model.settings.Settings;
import java.util.function.Consumer;

/** Port to argocd-cm, argocd-cmd-params-cm and argocd-secret; hot-reloaded. */
public interface SettingsStore {
  /** The snapshot in force; Argo CD's defaults where the ConfigMaps do not exist. */
  Settings current();

  /** From now on told each new snapshot. */
  void watch(Consumer<Settings> changed);
}
