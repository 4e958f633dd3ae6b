package dev.kilter.engine.compare;

import org.jspecify.annotations.Nullable;

/** A path into an object, grown step by step and only printed where something differs. */
record FieldPath(@Nullable FieldPath parent, String step) {
  static final FieldPath ROOT = new FieldPath(null, "");

  FieldPath field(String name) {
    return new FieldPath(this, plain(name) ? "." + name : "[\"" + name + "\"]");
  }

  /** {@code [name=api]} or {@code [0]}. */
  FieldPath item(String label) {
    return new FieldPath(this, "[" + label + "]");
  }

  private static boolean plain(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  /** {@code spec.template.spec.containers[name=api].image}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    print(text);
    return text.isEmpty() || text.charAt(0) != '.' ? text.toString() : text.substring(1);
  }

  private void print(StringBuilder text) {
    if (parent != null) {
      parent.print(text);
    }
    text.append(step);
  }
}
