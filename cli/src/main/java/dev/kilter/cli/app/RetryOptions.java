package dev.kilter.cli.app;

import dev.kilter.api.client.SyncRequest.Retry;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The retry flags of a sync; without a limit the application's own policy holds. */
final class RetryOptions {
  @Option(names = "--retry-limit", paramLabel = "N", description = "Retries of a failed sync.")
  long limit;

  @Option(
      names = "--retry-backoff-duration",
      paramLabel = "5s",
      description = "Wait before the first retry.")
  String duration = "";

  @Option(
      names = "--retry-backoff-factor",
      paramLabel = "N",
      description = "How much longer each further wait is.")
  long factor;

  @Option(
      names = "--retry-backoff-max-duration",
      paramLabel = "3m",
      description = "The longest wait.")
  String maximum = "";

  @Option(names = "--retry-refresh", description = "Resolve the revision again for a retry.")
  boolean refresh;

  Optional<Retry> asked() {
    return limit == 0
        ? Optional.empty()
        : Optional.of(new Retry(limit, duration, factor, maximum, refresh));
  }
}
