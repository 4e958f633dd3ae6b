package dev.kilter.control.queue;

import java.time.Duration;

/** Who waits for the work, the most urgent first; each is worth a head start over those below. */
public enum Priority {
  /**
   * A sync that runs. There are never many, each needs only a few more looks, and until it ends it
   * takes room: so hardly anything goes before it, however long it has waited.
   */
  RUN(Duration.ofMinutes(10)),
  /** A person. */
  USER(Duration.ofSeconds(30)),
  /** A push. */
  PUSH(Duration.ofSeconds(20)),
  /** The cluster changed. */
  DRIFT(Duration.ofSeconds(10)),
  /** Nobody: start-up, the periodic look, changed settings. */
  RESYNC(Duration.ZERO);

  private final Duration headStart;

  Priority(Duration headStart) {
    this.headStart = headStart;
  }

  Duration headStart() {
    return headStart;
  }
}
