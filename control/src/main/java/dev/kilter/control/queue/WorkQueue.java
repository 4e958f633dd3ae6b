package dev.kilter.control.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Heavy work that waits for its turn: by priority, then by arrival; waiting raises the priority, so
 * nothing starves. A key stands in the queue once, at its highest priority. At most {@code limit}
 * run at a time, and at most {@code groupLimit} of one group (a repository, a cluster), so that one
 * that hangs leaves room for the others.
 */
public final class WorkQueue<K> {
  private final int limit;
  private final int groupLimit;
  private final Map<Priority, SequencedMap<K, Waiting>> waiting = new EnumMap<>(Priority.class);
  private final Map<K, String> running = new HashMap<>();
  private final Map<String, Integer> runningByGroup = new HashMap<>();
  private long added;

  private record Waiting(String group, Instant since) {}

  public WorkQueue(int limit, int groupLimit) {
    this.limit = limit;
    this.groupLimit = groupLimit;
    for (Priority priority : Priority.values()) {
      waiting.put(priority, new LinkedHashMap<>());
    }
  }

  public void offer(K key, Priority priority, String group, Instant now) {
    Instant since = now;
    boolean known = false;
    for (Priority other : Priority.values()) {
      Waiting earlier = queue(other).get(key);
      if (earlier == null) {
        continue;
      }
      if (other.compareTo(priority) <= 0) {
        queue(other).put(key, new Waiting(group, earlier.since()));
        return;
      }
      queue(other).remove(key);
      since = earlier.since();
      known = true;
    }
    added += known ? 0 : 1;
    queue(priority).put(key, new Waiting(group, since));
  }

  /** Takes out what may start now; each must be given back by {@link #done}. */
  public List<K> take() {
    List<K> started = new ArrayList<>();
    while (running.size() < limit) {
      Optional<K> next = next();
      if (next.isEmpty()) {
        break;
      }
      started.add(next.get());
    }
    return started;
  }

  public void done(K key) {
    String group = running.remove(key);
    if (group != null) {
      runningByGroup.computeIfPresent(group, (name, count) -> count > 1 ? count - 1 : null);
    }
  }

  /** Forgets what has not started. */
  public void cancel(K key) {
    waiting.values().forEach(queue -> queue.remove(key));
  }

  public QueueLoad load() {
    return new QueueLoad(depth(), running.size(), added);
  }

  public int depth() {
    int depth = 0;
    for (SequencedMap<K, Waiting> queue : waiting.values()) {
      depth += queue.size();
    }
    return depth;
  }

  /** The one that would have come first, were every priority a head start. */
  private Optional<K> next() {
    Optional<Map.Entry<K, Waiting>> best = Optional.empty();
    Instant bestTurn = Instant.MAX;
    for (Priority priority : Priority.values()) {
      Optional<Map.Entry<K, Waiting>> head = head(priority);
      if (head.isPresent()) {
        Instant turn = head.get().getValue().since().minus(priority.headStart());
        if (turn.isBefore(bestTurn)) {
          best = head;
          bestTurn = turn;
        }
      }
    }
    best.ifPresent(entry -> start(entry.getKey(), entry.getValue().group()));
    return best.map(Map.Entry::getKey);
  }

  private Optional<Map.Entry<K, Waiting>> head(Priority priority) {
    for (Map.Entry<K, Waiting> entry : queue(priority).entrySet()) {
      if (runningByGroup.getOrDefault(entry.getValue().group(), 0) < groupLimit
          && !running.containsKey(entry.getKey())) {
        return Optional.of(Map.entry(entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }

  private void start(K key, String group) {
    cancel(key);
    running.put(key, group);
    runningByGroup.merge(group, 1, Integer::sum);
  }

  private SequencedMap<K, Waiting> queue(Priority priority) {
    return java.util.Objects.requireNonNull(waiting.get(priority));
  }
}
