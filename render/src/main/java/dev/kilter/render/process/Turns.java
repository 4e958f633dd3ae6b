package dev.kilter.render.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets only so many renders run at once. Whoever has the fewest running is next, and of those who
 * waits the longest, so that an application of many sources does not keep others waiting.
 */
public final class Turns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<String, Integer> running = new HashMap<>();
  private int taken;

  private final class Waiting {
    private final String who;
    private final Condition turn = lock.newCondition();
    private boolean called;

    Waiting(String who) {
      this.who = who;
    }
  }

  /** Does the work when it is {@code who}'s turn among at most {@code limit}. */
  public <T> T take(String who, int limit, Supplier<T> work) {
    begin(who, limit);
    try {
      return work.get();
    } finally {
      end(who, limit);
    }
  }

  private void begin(String who, int limit) {
    lock.lock();
    try {
      Waiting mine = new Waiting(who);
      waiting.add(mine);
      call(limit);
      while (!mine.called) {
        mine.turn.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(String who, int limit) {
    lock.lock();
    try {
      taken--;
      running.merge(who, -1, (count, less) -> count + less == 0 ? null : count + less);
      call(limit);
    } finally {
      lock.unlock();
    }
  }

  private void call(int limit) {
    while (taken < Math.max(1, limit) && !waiting.isEmpty()) {
      Waiting next = waiting.element();
      for (Waiting other : waiting) {
        if (count(other) < count(next)) {
          next = other;
        }
      }
      waiting.remove(next);
      taken++;
      running.merge(next.who, 1, Integer::sum);
      next.called = true;
      next.turn.signal();
    }
  }

  private int count(Waiting one) {
    return running.getOrDefault(one.who, 0);
  }
}
