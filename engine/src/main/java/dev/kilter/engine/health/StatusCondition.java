package dev.kilter.engine.health;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/** One entry of {@code status.conditions}; absent fields are empty. */
record StatusCondition(String type, String status, String reason, String message) {
  static List<StatusCondition> of(Manifest live) {
    return live.items("status", "conditions").stream().map(StatusCondition::read).toList();
  }

  static StatusCondition read(Manifest condition) {
    return new StatusCondition(
        condition.text("type").orElse(""),
        condition.text("status").orElse(""),
        condition.text("reason").orElse(""),
        condition.text("message").orElse(""));
  }

  /** The first condition of the type. */
  static Optional<StatusCondition> find(Manifest live, String type) {
    return of(live).stream().filter(condition -> condition.type.equals(type)).findFirst();
  }

  boolean isTrue() {
    return status.equals("True");
  }

  boolean isFalse() {
    return status.equals("False");
  }

  boolean is(String wantedType, String wantedStatus) {
    return type.equals(wantedType) && status.equals(wantedStatus);
  }
}
