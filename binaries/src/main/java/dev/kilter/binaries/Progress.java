package dev.kilter.binaries;

/** Hears, line by line, what is being done and how long it usually takes. */
@FunctionalInterface
public interface Progress {
  void line(String text);

  /** Nobody listens. */
  static Progress silent() {
    return _ -> {};
  }
}
