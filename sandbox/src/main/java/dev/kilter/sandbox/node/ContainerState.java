package dev.kilter.sandbox.node;

import java.time.Instant;

/** The three states that the API knows, and the time of a pull, which it shows as waiting. */
sealed interface ContainerState {
  /** Its turn has not come, or its image is not asked for yet. */
  record Created() implements ContainerState {}

  /** Its image is on its way. */
  record Pulling() implements ContainerState {}

  record Waiting(String reason, String message) implements ContainerState {}

  record Running(Instant startedAt) implements ContainerState {}

  record Terminated(int exitCode, Instant startedAt, Instant finishedAt) implements ContainerState {
    String reason() {
      return exitCode == 0 ? "Completed" : "Error";
    }
  }
}
