package dev.kilter.control.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Heavy work that waits for its turn: by priority, then by how long it has waited; waiting raises
 * the priority, so nothing starves. A key stands in the queue once, at its highest priority. At
 * most {@code limit} run at a time, and at most {@code groupLimit} of one group (a repository, a
 * cluster), so that one that hangs leaves room for the others. Nothing here costs more where more
 * waits.
 */
public final class WorkQueue<K> {
  private final int limit;
  private final int groupLimit;
  private final Map<K, Waiting> waiting = new HashMap<>();
  private final Map<K, Waiting> again = new HashMap<>();
  private final Map<Priority, Ranks<K>> ranks = new EnumMap<>(Priority.class);
  private final Map<K, String> running = new HashMap<>();
  private final Map<String, Integer> runningByGroup = new HashMap<>();
  private long arrivals;
  private long added;

  private record Waiting(Priority priority, String group, Place place) {
    Waiting(Priority priority, String group, Instant since, long arrival) {
      this(priority, group, new Place(since, arrival));
    }

    Instant since() {
      return place.since();
    }
  }

  /** Who has waited longer is first; of equals, who came first. */
  private record Place(Instant since, long arrival) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int bySince = since.compareTo(other.since);
      return bySince != 0 ? bySince : Long.compare(arrival, other.arrival);
    }
  }

  /**
   * What waits at one priority: a line for each group, and which lines may move, by their first.
   */
  private static final class Ranks<K> {
    private final Map<String, NavigableMap<Place, K>> lines = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final TreeMap<Place, String> free = new TreeMap<>();

    /** Takes note of a line that changed, or whose group has become full or free. */
    void note(String group, boolean open) {
      Place place = places.remove(group);
      if (place != null) {
        free.remove(place);
      }
      NavigableMap<Place, K> line = lines.get(group);
      if (line != null && line.isEmpty()) {
        lines.remove(group);
      } else if (line != null && open) {
        Place first = line.firstKey();
        places.put(group, first);
        free.put(first, group);
      }
    }

    Optional<K> head() {
      return free.isEmpty()
          ? Optional.empty()
          : Optional.of(line(free.firstEntry().getValue()).firstEntry().getValue());
    }

    NavigableMap<Place, K> line(String group) {
      return lines.computeIfAbsent(group, _ -> new TreeMap<>());
    }
  }

  public WorkQueue(int limit, int groupLimit) {
    this.limit = limit;
    this.groupLimit = groupLimit;
    for (Priority priority : Priority.values()) {
      ranks.put(priority, new Ranks<>());
    }
  }

  /** {@code since} tells how long it has waited; a key that is known waits since it was new. */
  public void offer(K key, Priority priority, String group, Instant since) {
    Waiting before = remove(key);
    if (before == null) {
      added++;
      put(key, new Waiting(priority, group, since, ++arrivals));
    } else if (before.priority().compareTo(priority) <= 0) {
      put(key, new Waiting(before.priority(), group, before.since(), before.place().arrival()));
    } else {
      put(key, new Waiting(priority, group, before.since(), ++arrivals));
    }
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
    if (group == null) {
      return;
    }
    runningByGroup.computeIfPresent(group, (name, count) -> count > 1 ? count - 1 : null);
    ranks.values().forEach(rank -> rank.note(group, open(group)));
    Waiting wanted = again.remove(key);
    if (wanted != null) {
      put(key, wanted);
    }
  }

  /** Forgets what has not started. */
  public void cancel(K key) {
    remove(key);
  }

  public QueueLoad load() {
    return new QueueLoad(depth(), running.size(), added);
  }

  public int depth() {
    return waiting.size() + again.size();
  }

  /** What runs already waits for its own end first. */
  private void put(K key, Waiting entry) {
    if (running.containsKey(key)) {
      again.put(key, entry);
      return;
    }
    waiting.put(key, entry);
    Ranks<K> rank = rank(entry.priority());
    rank.line(entry.group()).put(entry.place(), key);
    rank.note(entry.group(), open(entry.group()));
  }

  private @Nullable Waiting remove(K key) {
    Waiting entry = waiting.remove(key);
    if (entry == null) {
      return again.remove(key);
    }
    Ranks<K> rank = rank(entry.priority());
    rank.line(entry.group()).remove(entry.place());
    rank.note(entry.group(), open(entry.group()));
    return entry;
  }

  private boolean open(String group) {
    return runningByGroup.getOrDefault(group, 0) < groupLimit;
  }

  /** The one that would have come first, were every priority a head start. */
  private Optional<K> next() {
    Optional<K> best = Optional.empty();
    Instant bestTurn = Instant.MAX;
    for (Priority priority : Priority.values()) {
      Optional<K> head = rank(priority).head();
      if (head.isPresent()) {
        Instant turn = waits(head.get()).since().minus(priority.headStart());
        if (turn.isBefore(bestTurn)) {
          best = head;
          bestTurn = turn;
        }
      }
    }
    best.ifPresent(key -> start(key, waits(key).group()));
    return best;
  }

  private Waiting waits(K key) {
    return Objects.requireNonNull(waiting.get(key));
  }

  private void start(K key, String group) {
    remove(key);
    running.put(key, group);
    runningByGroup.merge(group, 1, Integer::sum);
    ranks.values().forEach(rank -> rank.note(group, open(group)));
  }

  private Ranks<K> rank(Priority priority) {
    return Objects.requireNonNull(ranks.get(priority));
  }
}
