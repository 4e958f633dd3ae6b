package dev.kilter.sandbox.node;

import dev.kilter.sandbox.node.ContainerState.Running;
import dev.kilter.sandbox.node.ContainerState.Terminated;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one container stands.
 *
 * @param last how its former run ended
 * @param since when it came into this state, the base of the next turn's time
 */
record ContainerStatus(
    ContainerState state, Optional<Terminated> last, int restarts, boolean ready, Instant since) {
  static ContainerStatus created(Instant now) {
    return new ContainerStatus(new ContainerState.Created(), Optional.empty(), 0, false, now);
  }

  ContainerStatus in(ContainerState next, Instant at) {
    return new ContainerStatus(next, last, restarts, false, at);
  }

  ContainerStatus running(boolean isReady, Instant at) {
    return new ContainerStatus(new Running(at), last, restarts, isReady, at);
  }

  /** Runs once more, one restart later. */
  ContainerStatus restarted(Instant at) {
    return new ContainerStatus(new Running(at), last, restarts + 1, false, at);
  }

  /** Waits after its run has ended, which becomes its former run. */
  ContainerStatus backedOff(ContainerState.Waiting waiting, Terminated ended, Instant at) {
    return new ContainerStatus(waiting, Optional.of(ended), restarts, false, at);
  }

  /** The same state, looked at again from {@code at} on. */
  ContainerStatus later(Instant at) {
    return new ContainerStatus(state, last, restarts, ready, at);
  }

  /** Whether it has ended well. */
  boolean completed() {
    return state instanceof Terminated ended && ended.exitCode() == 0;
  }

  boolean isRunning() {
    return state instanceof Running;
  }
}
