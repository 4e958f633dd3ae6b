package dev.kilter.model.cluster;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/** The health rules as the watch cache calls them; pure. Empty for kinds without a rule. */
@FunctionalInterface
public interface HealthAssessor {
  Optional<Health> assess(Manifest live);

  /** Whether the verdict on this kind depends on more than an object's metadata. */
  default boolean looksInto(GroupKind kind) {
    return true;
  }
}
