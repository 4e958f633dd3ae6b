package dev.kilter.sandbox.node;

import java.time.Duration;

/**
 * What a container does, told by words in its image's tag: {@code broken}, {@code slow}, {@code
 * crash} or {@code fail}, {@code notready}, {@code long}, {@code chatty}. They combine, as in
 * {@code slow-crash}.
 *
 * @param pull whether its image can be had
 * @param delay from the pod's start to the container's
 * @param run what it does once it runs
 * @param pulse from a line that it prints to the next
 */
record Behaviour(Pull pull, Duration delay, Run run, Duration pulse) {
  enum Pull {
    WORKS,
    FAILS
  }

  enum Run {
    SERVES,
    NEVER_READY,
    COMPLETES,
    /** Completes after hours. */
    LABOURS,
    FAILS
  }

  private static final Duration SLOW = Duration.ofSeconds(8);
  private static final Duration PULSE = Duration.ofSeconds(1);
  private static final Duration CHATTER = Duration.ofNanos(250_000);
  private static final int QUICKEST_MILLIS = 300;
  private static final int SPREAD_MILLIS = 500;

  /**
   * @param finite whether the container is meant to end: one of a Job, or an init container
   * @param seed chooses the usual start's delay, so that the same pod always behaves the same
   */
  static Behaviour of(String image, boolean finite, int seed) {
    var tag = tag(image);
    var usual = Duration.ofMillis(QUICKEST_MILLIS + Math.floorMod(seed, SPREAD_MILLIS));
    return new Behaviour(
        tag.contains("broken") ? Pull.FAILS : Pull.WORKS,
        tag.contains("slow") ? SLOW : usual,
        run(tag, finite),
        tag.contains("chatty") ? CHATTER : PULSE);
  }

  private static Run run(String tag, boolean finite) {
    if (tag.contains("crash") || tag.contains("fail")) {
      return Run.FAILS;
    }
    if (finite) {
      return tag.contains("long") ? Run.LABOURS : Run.COMPLETES;
    }
    return tag.contains("notready") ? Run.NEVER_READY : Run.SERVES;
  }

  /** The tag of an image reference; registries may have a port, and digests may follow. */
  static String tag(String image) {
    var name = image.replaceFirst("@.*", "");
    var last = name.substring(name.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? "latest" : last.substring(colon + 1);
  }
}
