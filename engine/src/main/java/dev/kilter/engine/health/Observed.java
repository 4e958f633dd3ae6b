package dev.kilter.engine.health;

import dev.kilter.model.manifest.Manifest;

/** Whole numbers of a live object, and whether its controller has seen its latest spec. */
final class Observed {
  private Observed() {}

  static long number(Manifest live, String... path) {
    return live.integer(path).orElse(0L);
  }

  /** The controller has not looked at the current spec yet. */
  static boolean stale(Manifest live) {
    return number(live, "metadata", "generation") > number(live, "status", "observedGeneration");
  }
}
