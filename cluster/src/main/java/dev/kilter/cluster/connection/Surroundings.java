package dev.kilter.cluster.connection;

import java.time.InstantSource;
import java.util.Map;

/** What credentials depend on besides their configuration: this process's environment, and time. */
public record Surroundings(Map<String, String> environment, InstantSource clock) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The real environment. */
  public static Surroundings at(InstantSource clock) {
    return new Surroundings(System.getenv(), clock);
  }

  /** The environment may hold secrets. */
  @Override
  public String toString() {
    return "Surroundings[" + environment.size() + " variables]";
  }
}
