package dev.kilter.control.sync;

import dev.kilter.control.message.TimerId;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may begin a sync that nobody asked for: one after the other, while the cluster keeps up with
 * what is written. A sync that only waits, for health or a hook, takes nobody's turn.
 */
final class Turns {
  /**
   * After this long in the line, the resource tells that there is something to sync; the API does
   * so at once. To write it for 10,000 that wait takes longer than to sync a thousand of them.
   */
  private static final Duration UNSAID = Duration.ofMinutes(5);

  private final Surroundings surroundings;
  private final Outgoing out;
  private final Map<ApplicationId, Instant> line = new LinkedHashMap<>();

  Turns(Surroundings surroundings, Outgoing out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  private boolean open() {
    return out.steps() < surroundings.options().stepsInFlight();
  }

  /** Whether it is the application's turn; else it stands in line from now on. */
  boolean take(ApplicationId id, Moment now) {
    if (open()) {
      line.remove(id);
      return true;
    }
    if (line.putIfAbsent(id, now.steady()) == null) {
      out.wakeAt(TimerId.of(TimerId.Kind.WRITE, id), now.steady().plus(UNSAID));
    }
    return false;
  }

  /** Whether it stands in line, and not yet for so long that it has to be told. */
  boolean unsaid(ApplicationId id, Moment now) {
    Instant since = line.get(id);
    return since != null && now.steady().isBefore(since.plus(UNSAID));
  }

  /** The first in line, which leaves it, where the way is free. */
  Optional<ApplicationId> next() {
    if (line.isEmpty() || !open()) {
      return Optional.empty();
    }
    ApplicationId first = line.keySet().iterator().next();
    line.remove(first);
    return Optional.of(first);
  }

  void leave(ApplicationId id) {
    line.remove(id);
  }
}
