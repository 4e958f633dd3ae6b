package dev.kilter.engine.compare;

/** Why an object is OutOfSync, and who made it so (empty where nobody did). */
public record Drift(Kind kind, String who) {
  public enum Kind {
    GIT_MOVED("Git moved"),
    BY_HAND("changed by hand"),
    BY_CONTROLLER("changed by a controller"),
    NEVER_APPLIED("never applied"),
    TO_PRUNE("to prune");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
