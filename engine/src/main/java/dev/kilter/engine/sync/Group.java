package dev.kilter.engine.sync;

import dev.kilter.model.application.ResourceResult.SyncPhase;
import java.util.Comparator;

/** A wave of a phase: what runs together, after everything earlier is done and healthy. */
public record Group(SyncPhase phase, int wave) implements Comparable<Group> {
  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::phase).thenComparingInt(Group::wave);

  @Override
  public int compareTo(Group other) {
    return ORDER.compare(this, other);
  }
}
