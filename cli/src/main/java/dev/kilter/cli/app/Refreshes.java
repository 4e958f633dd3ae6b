package dev.kilter.cli.app;

import dev.kilter.api.client.Refresh;

/** Reads the two flags that ask for a refresh. */
final class Refreshes {
  private Refreshes() {}

  static Refresh of(boolean normal, boolean hard) {
    if (hard) {
      return Refresh.HARD;
    }
    return normal ? Refresh.NORMAL : Refresh.NONE;
  }
}
