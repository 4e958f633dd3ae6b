package dev.kilter.sandbox;

import dev.kilter.binaries.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a sandbox is started with.
 *
 * @param dataFolder where its state lives; empty for a temporary folder that goes with the sandbox
 * @param state whether a former run's state in that folder is kept
 * @param programs folder that holds the programs; empty for the cache and what fills it
 * @param nodes how many nodes are simulated, at least one
 */
public record SandboxOptions(
    Optional<Path> dataFolder, State state, Optional<Path> programs, int nodes, Progress progress) {
  /** What becomes of the state of a former run. */
  public enum State {
    KEEP,
    RESET
  }

  private static final int USUAL_NODES = 2;

  public SandboxOptions {
    if (nodes < 1) {
      throw new IllegalArgumentException("a sandbox needs at least one node, not " + nodes);
    }
  }

  /** A sandbox of which nothing stays; programs from {@code KILTER_SANDBOX_BIN} where it is set. */
  public static SandboxOptions temporary() {
    var programs = Optional.ofNullable(System.getenv("KILTER_SANDBOX_BIN")).map(Path::of);
    return new SandboxOptions(
        Optional.empty(), State.KEEP, programs, USUAL_NODES, Progress.silent());
  }

  /** A sandbox whose state lives in {@code folder} and is found there by the next one. */
  public static SandboxOptions in(Path folder) {
    var usual = temporary();
    return new SandboxOptions(
        Optional.of(folder), State.KEEP, usual.programs(), USUAL_NODES, Progress.silent());
  }

  public SandboxOptions withState(State other) {
    return new SandboxOptions(dataFolder, other, programs, nodes, progress);
  }

  public SandboxOptions withPrograms(Path folder) {
    return new SandboxOptions(dataFolder, state, Optional.of(folder), nodes, progress);
  }

  public SandboxOptions withNodes(int count) {
    return new SandboxOptions(dataFolder, state, programs, count, progress);
  }

  public SandboxOptions withProgress(Progress listener) {
    return new SandboxOptions(dataFolder, state, programs, nodes, listener);
  }
}
