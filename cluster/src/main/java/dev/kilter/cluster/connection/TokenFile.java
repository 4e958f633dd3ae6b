package dev.kilter.cluster.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token that something else keeps fresh in a file: a service account's, a kubeconfig's. */
final class TokenFile implements Credentials {
  /** The kubelet renews tokens long before they expire; client-go reads again as often. */
  private static final Duration REREAD = Duration.ofMinutes(1);

  private final Path file;
  private final InstantSource clock;
  private @Nullable String token;
  private Instant readAt = Instant.EPOCH;

  TokenFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> authorization() throws IOException {
    Instant now = clock.instant();
    if (token == null || readAt.plus(REREAD).isBefore(now)) {
      token = Files.readString(file).strip();
      readAt = now;
    }
    return Optional.of("Bearer " + token);
  }

  @Override
  public synchronized void rejected() {
    token = null;
  }
}
