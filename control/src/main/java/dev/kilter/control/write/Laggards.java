package dev.kilter.control.write;

import dev.kilter.control.message.TimerId;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.ApplicationId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Applications of which nothing but the revision moved on. Their turn comes when no commit has come
 * for a while, so that a row of commits costs one write and not as many; where commits never end,
 * so early that the last is written within the time of a reconciliation (design 2.7). Then so many
 * follow each second.
 */
final class Laggards {
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** Where nothing is polled, no time of a reconciliation is set. */
  private static final Duration UNSET = Duration.ofMinutes(2);

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final TimerId TIMER = TimerId.overall(TimerId.Kind.REVISIONS);

  private final Outgoing out;
  private final int perSecond;
  private final Supplier<Duration> reconciliation;
  private final SequencedMap<ApplicationId, Lag> lags = new LinkedHashMap<>();
  private final Set<ApplicationId> released = new HashSet<>();
  private Instant quietAt = Instant.MIN;

  /** Since when, and which commits it has come to. */
  private record Lag(Instant since, List<String> revisions) {}

  Laggards(Outgoing out, int perSecond, Supplier<Duration> reconciliation) {
    this.out = out;
    this.perSecond = perSecond;
    this.reconciliation = reconciliation;
  }

  /**
   * Only a commit disturbs the quiet; that the same one is found again, as by polling, does not.
   */
  void add(ApplicationId id, List<String> revisions, Instant now) {
    Lag before = lags.get(id);
    if (before == null || !before.revisions().equals(revisions)) {
      lags.put(id, new Lag(before == null ? now : before.since(), revisions));
      quietAt = now.plus(QUIET);
    }
    out.wakeAt(TIMER, turn());
  }

  /** When the one that waits longest comes next. */
  private Instant turn() {
    Instant latest = lags.firstEntry().getValue().since().plus(longest());
    return latest.isBefore(quietAt) ? latest : quietAt;
  }

  private Duration longest() {
    Duration within = reconciliation.get().isPositive() ? reconciliation.get() : UNSET;
    Duration left = within.minusSeconds(lags.size() / perSecond);
    return left.compareTo(QUIET) > 0 ? left : QUIET;
  }

  boolean waits(ApplicationId id) {
    return lags.containsKey(id);
  }

  boolean released(ApplicationId id) {
    return released.contains(id);
  }

  void remove(ApplicationId id) {
    lags.remove(id);
    released.remove(id);
  }

  /** Lets the next few be written, and comes again for the rest. */
  Set<ApplicationId> release(Instant now) {
    Set<ApplicationId> due = new LinkedHashSet<>();
    Iterator<Map.Entry<ApplicationId, Lag>> waiting = lags.entrySet().iterator();
    while (waiting.hasNext() && due.size() < perSecond && !turn().isAfter(now)) {
      due.add(waiting.next().getKey());
      waiting.remove();
    }
    released.addAll(due);
    if (!lags.isEmpty()) {
      Instant next = now.plus(EVERY);
      out.wakeAt(TIMER, turn().isAfter(next) ? turn() : next);
    }
    return due;
  }
}
