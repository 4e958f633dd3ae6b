package dev.kilter.server.live;

import dev.kilter.model.application.ApplicationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last changes, numbered from 1 without gaps. A follower keeps nothing but the number that it
 * has seen, so any number of them, however slow, costs one bounded log.
 */
final class ChangeLog {
  private final int capacity;
  private final ArrayDeque<Change> changes = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long last;

  /**
   * @param object name of the application in policies, as last known
   * @param resource whether its custom resource changed, and not only something below its objects
   */
  record Change(long number, ApplicationId id, String object, boolean resource) {}

  ChangeLog(int capacity) {
    this.capacity = capacity;
  }

  long append(ApplicationId id, String object, boolean resource) {
    lock.lock();
    try {
      last++;
      changes.addLast(new Change(last, id, object, resource));
      if (changes.size() > capacity) {
        changes.removeFirst();
      }
      grown.signalAll();
      return last;
    } finally {
      lock.unlock();
    }
  }

  long last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is more than {@code seen}, or patience ends: then the list is empty. Changes
   * of one application come as one, at its last number. Empty where what came after {@code seen} is
   * no longer all here.
   */
  Optional<List<Change>> after(long seen, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (last == seen && left > 0) {
        left = grown.awaitNanos(left);
      }
      boolean forgotten = seen > last || (last - seen) > changes.size();
      return forgotten ? Optional.empty() : Optional.of(since(seen));
    } finally {
      lock.unlock();
    }
  }

  private List<Change> since(long seen) {
    Map<ApplicationId, Change> latest = new LinkedHashMap<>();
    var backwards = changes.descendingIterator();
    while (backwards.hasNext()) {
      Change change = backwards.next();
      if (change.number() <= seen) {
        break;
      }
      latest.merge(
          change.id(),
          change,
          (newer, older) ->
              new Change(
                  newer.number(),
                  newer.id(),
                  newer.object(),
                  newer.resource() || older.resource()));
    }
    return List.copyOf(latest.values()).reversed();
  }

  /** Lets a burst end: nothing is missed, since followers ask by number. */
  static void gather(Duration pause) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
  }
}
