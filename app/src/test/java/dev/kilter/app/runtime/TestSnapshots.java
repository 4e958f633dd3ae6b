package dev.kilter.app.runtime;

import dev.kilter.control.view.ApplicationSnapshot;

/** Publishes as the loop does, for tests of what reads. */
public final class TestSnapshots {
  private TestSnapshots() {}

  public static void publish(Snapshots snapshots, ApplicationSnapshot snapshot) {
    snapshots.publish(snapshot);
  }
}
