package dev.kilter.testkit.store;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.store.AccessStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Access rules in memory. */
public final class InMemoryAccess implements AccessStore {
  private final List<Consumer<AccessRules>> listeners = new ArrayList<>();
  private AccessRules rules;

  public InMemoryAccess(AccessRules rules) {
    this.rules = rules;
  }

  public synchronized void put(AccessRules changed) {
    rules = changed;
    listeners.forEach(listener -> listener.accept(changed));
  }

  @Override
  public synchronized AccessRules current() {
    return rules;
  }

  @Override
  public synchronized void watch(Consumer<AccessRules> changed) {
    listeners.add(changed);
  }
}
