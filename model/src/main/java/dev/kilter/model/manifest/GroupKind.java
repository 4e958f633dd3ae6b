package dev.kilter.model.manifest;

/** A kind of object without its version; the core group is the empty string. */
public record GroupKind(String group, String kind) {
  @Override
  public String toString() {
    return group + "/" + kind;
  }
}
