package dev.kilter.cli.app;

import dev.kilter.api.client.Refresh;
import picocli.CommandLine.Option;

/** The two flags that ask for a comparison before the answer. */
final class RefreshOptions {
  @Option(names = "--refresh", description = "Compare again first.")
  boolean refresh;

  @Option(names = "--hard-refresh", description = "Render and compare again first.")
  boolean hard;

  Refresh asked() {
    if (hard) {
      return Refresh.HARD;
    }
    return refresh ? Refresh.NORMAL : Refresh.NONE;
  }
}
