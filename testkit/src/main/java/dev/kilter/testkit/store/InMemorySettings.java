package dev.kilter.testkit.store;

import dev.kilter.model.settings.Settings;
import dev.kilter.model.store.SettingsStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Settings in memory. */
public final class InMemorySettings implements SettingsStore {
  private final List<Consumer<Settings>> listeners = new ArrayList<>();
  private Settings settings;

  public InMemorySettings(Settings settings) {
    this.settings = settings;
  }

  public synchronized void put(Settings changed) {
    settings = changed;
    listeners.forEach(listener -> listener.accept(changed));
  }

  @Override
  public synchronized Settings current() {
    return settings;
  }

  @Override
  public synchronized void watch(Consumer<Settings> changed) {
    listeners.add(changed);
  }
}
