package dev.kilter.engine.compare;

import java.util.Optional;

/**
 * One field that differs, such as {@code spec.template.spec.containers[name=api].image}. A missing
 * side is empty. {@code owners} names the field managers that hold the live value.
 */
public record FieldDifference(
    String path, Optional<Object> desired, Optional<Object> live, java.util.List<String> owners) {
  public FieldDifference {
    owners = java.util.List.copyOf(owners);
  }
}
