package dev.kilter.control.queue;

import java.time.Duration;

/** Who waits for the work, the most urgent first; each is worth a head start over those below. */
public enum Priority {
  /** A person, or a sync that runs. */
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
