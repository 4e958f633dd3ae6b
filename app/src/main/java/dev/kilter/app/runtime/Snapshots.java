package dev.kilter.app.runtime;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.ApplicationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the loop knows of each application, for readers on any thread. Each is immutable. */
public final class Snapshots {
  private final Map<ApplicationId, ApplicationSnapshot> byId = new ConcurrentHashMap<>();
  private final List<Consumer<ApplicationId>> listeners = new CopyOnWriteArrayList<>();

  public Optional<ApplicationSnapshot> find(ApplicationId id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<ApplicationSnapshot> all() {
    return List.copyOf(byId.values());
  }

  /** Told the id of each application whose snapshot changed, on the loop's thread: be quick. */
  public void listen(Consumer<ApplicationId> changed) {
    listeners.add(changed);
  }

  void publish(ApplicationSnapshot snapshot) {
    ApplicationId id = snapshot.application().id();
    byId.put(id, snapshot);
    listeners.forEach(listener -> listener.accept(id));
  }

  void withdraw(ApplicationId id) {
    byId.remove(id);
    listeners.forEach(listener -> listener.accept(id));
  }
}
