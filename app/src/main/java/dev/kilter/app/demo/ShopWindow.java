package dev.kilter.app.demo;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.store.ApplicationStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The shop as it is now, for whoever waits until it is as it should be. */
final class ShopWindow implements ApplicationStore.Listener {
  private final Map<String, Application> applications = new HashMap<>();

  @Override
  public synchronized void upserted(Application application) {
    applications.put(application.id().name(), application);
    notifyAll();
  }

  @Override
  public synchronized void removed(ApplicationId id) {
    applications.remove(id.name());
    notifyAll();
  }

  @Override
  public void synced() {
    // the first listing is told like every change
  }

  /** Whether all that are named come to be as asked before the patience ends. */
  boolean await(Iterable<String> names, Predicate<Application> wanted, Duration patience)
      throws InterruptedException {
    return await(names, (_, application) -> wanted.test(application), patience);
  }

  /** Whether the whole shop is in the states that are told of it before the patience ends. */
  boolean awaitStates(Duration patience) throws InterruptedException {
    Map<String, Shop.State> states = new HashMap<>();
    Shop.STALLS.forEach(stall -> states.put(stall.name(), stall.state()));
    return await(
        states.keySet(),
        (name, application) -> states.getOrDefault(name, Shop.State.WELL).of(application),
        patience);
  }

  /** Whether it is as asked of an application of that name. */
  private interface Wish {
    boolean fulfilled(String name, Application application);
  }

  private synchronized boolean await(Iterable<String> names, Wish wish, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!all(names, wish)) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private boolean all(Iterable<String> names, Wish wish) {
    for (String name : names) {
      Application application = applications.get(name);
      if (application == null || !wish.fulfilled(name, application)) {
        return false;
      }
    }
    return true;
  }
}
