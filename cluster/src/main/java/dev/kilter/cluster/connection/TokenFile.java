package dev.kilter.cluster.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A token that something else keeps fresh in a file: a service account's, a kubeconfig's. */
final class TokenFile implements Credentials {
  /** The kubelet renews tokens long before they expire; client-go reads again as often. */
  private static final Duration REREAD = Duration.ofMinutes(1);

  private final Path file;
  private final SSLContext tls;
  private final InstantSource clock;
  private @Nullable Proof held;
  private Instant readAt = Instant.EPOCH;

  TokenFile(Path file, SSLContext tls, InstantSource clock) {
    this.file = file;
    this.tls = tls;
    this.clock = clock;
  }

  /** While the file is away, or half written, the token that was read before goes on. */
  @Override
  public synchronized Proof proof() throws LoginException {
    Instant now = clock.instant();
    Proof proof = held;
    if (proof == null) {
      proof = read();
      readAt = now;
    } else if (now.isBefore(readAt) || !readAt.plus(REREAD).isAfter(now)) {
      readAt = now;
      try {
        proof = read();
      } catch (LoginException e) {
        // it is read again in a minute, or when the server refuses this one
      }
    }
    held = proof;
    return proof;
  }

  private Proof read() throws LoginException {
    try {
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw new LoginException("the token file " + file + " is empty");
      }
      return new Proof(Optional.of("Bearer " + token), tls);
    } catch (LoginException e) {
      throw e;
    } catch (IOException e) {
      throw new LoginException("the token file " + file + " cannot be read", e);
    }
  }

  @Override
  public synchronized void rejected(Proof proof) {
    if (proof.equals(held)) {
      held = null;
    }
  }
}
