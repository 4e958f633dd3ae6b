package dev.kilter.cli.print;

import java.time.Duration;

/** Durations as people say them. */
public final class Ages {
  private Ages() {}

  /** {@code 41 s}, {@code 7 min}, {@code 3 h}, {@code 2 d}. */
  public static String of(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
