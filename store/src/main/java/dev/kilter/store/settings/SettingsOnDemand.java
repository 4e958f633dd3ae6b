package dev.kilter.store.settings;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.store.AccessStore;
import dev.kilter.model.store.SettingsStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Settings for a command that runs once and mostly needs none of them: read at the first question,
 * and no more of them than it is about. What this user may not read, or what cannot be read, counts
 * as not set.
 */
public final class SettingsOnDemand implements SettingsStore {
  private final KubernetesSettingsStore settings;
  private Optional<Settings> loaded = Optional.empty();
  private Optional<List<String>> namespaces = Optional.empty();

  public SettingsOnDemand(KubernetesSettingsStore settings) {
    this.settings = settings;
  }

  @Override
  public synchronized Settings current() {
    if (loaded.isEmpty()) {
      settings.load();
      loaded = Optional.of(settings.current());
    }
    return loaded.get();
  }

  /** One request; fails only where the cluster does not answer. */
  public synchronized Result<List<String>> applicationNamespaces() {
    if (namespaces.isPresent()) {
      return Result.success(namespaces.get());
    }
    if (settings.loadParameters() instanceof Result.Failed<Void>(Failure.ClusterUnreachable why)) {
      return Result.failed(why);
    }
    namespaces = Optional.of(settings.current().applicationNamespaces());
    return Result.success(namespaces.get());
  }

  /** Two requests, at the first question. */
  public AccessStore access() {
    return new AccessStore() {
      private Optional<AccessRules> read = Optional.empty();

      @Override
      public synchronized AccessRules current() {
        if (read.isEmpty()) {
          settings.loadAccess();
          read = Optional.of(settings.access().current());
        }
        return read.get();
      }

      @Override
      public void watch(Consumer<AccessRules> changed) {
        settings.access().watch(changed);
      }
    };
  }

  /** Nothing is followed, so there is nothing to tell. */
  @Override
  public void watch(Consumer<Settings> changed) {
    settings.watch(changed);
  }
}
