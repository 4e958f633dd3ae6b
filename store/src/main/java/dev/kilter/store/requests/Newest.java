package dev.kilter.store.requests;

import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/** Orders what a write of ours answered, and what the watch tells, which may be older. */
public final class Newest {
  private Newest() {}

  /** Resource versions of one kind can be ordered as numbers (Kubernetes 1.35 promises it). */
  public static Manifest of(Optional<Manifest> held, Manifest other) {
    boolean older =
        held.isPresent()
            && held.get().uid().equals(other.uid())
            && version(held.get()) > version(other);
    return older ? held.get() : other;
  }

  private static long version(Manifest resource) {
    try {
      return Long.parseUnsignedLong(resource.resourceVersion());
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
