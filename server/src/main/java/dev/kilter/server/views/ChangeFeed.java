package dev.kilter.server.views;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.view.FleetViews;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells each follower which applications changed. A slow one hears of each once, however often it
 * changed meanwhile, so that what waits for it is never more than there are applications.
 */
final class ChangeFeed {
  private final List<Waiting> followers = new CopyOnWriteArrayList<>();

  ChangeFeed(FleetViews fleet) {
    fleet.listen(id -> followers.forEach(follower -> follower.add(id)));
  }

  /** Until cancelled. The first thing said is that from now on nothing is missed. */
  void follow(ViewsService.Sink sink, Cancellation gone) throws IOException, InterruptedException {
    Waiting waiting = new Waiting();
    gone.onCancel(waiting::end);
    followers.add(waiting);
    try {
      sink.tell(Map.of("ready", true));
      for (Set<ApplicationId> changed = waiting.take();
          !changed.isEmpty();
          changed = waiting.take()) {
        for (ApplicationId id : changed) {
          sink.tell(ViewsWire.id(id).root());
        }
      }
    } finally {
      followers.remove(waiting);
    }
  }

  /** What one follower has not heard of yet. */
  private static final class Waiting {
    private Set<ApplicationId> changed = new LinkedHashSet<>();
    private boolean ended;

    synchronized void add(ApplicationId id) {
      if (changed.add(id)) {
        notifyAll();
      }
    }

    synchronized void end() {
      ended = true;
      notifyAll();
    }

    /** Empty where it is over. */
    synchronized Set<ApplicationId> take() throws InterruptedException {
      while (changed.isEmpty() && !ended) {
        wait();
      }
      Set<ApplicationId> taken = ended ? Set.of() : changed;
      changed = new LinkedHashSet<>();
      return taken;
    }
  }
}
