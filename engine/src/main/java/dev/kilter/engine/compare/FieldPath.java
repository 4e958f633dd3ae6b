package dev.kilter.engine.compare;

import org.jspecify.annotations.Nullable;

/** A path into an object, grown step by step and only printed where something differs. */
record FieldPath(@Nullable FieldPath parent, String step, boolean item) {
  static final FieldPath ROOT = new FieldPath(null, "", true);

  FieldPath field(String name) {
    return new FieldPath(this, name, false);
  }

  /** {@code name=api} or {@code 0}. */
  FieldPath item(String label) {
    return new FieldPath(this, label, true);
  }

  /** {@code spec.template.spec.containers[name=api].image}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    print(text);
    return text.toString();
  }

  private void print(StringBuilder text) {
    if (parent == null) {
      return;
    }
    parent.print(text);
    if (item) {
      text.append('[').append(step).append(']');
    } else if (plain(step)) {
      text.append(text.isEmpty() ? "" : ".").append(step);
    } else {
      text.append("[\"").append(step).append("\"]");
    }
  }

  private static boolean plain(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }
}
