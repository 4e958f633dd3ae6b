package dev.kilter.cluster.connection;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A token, a client certificate or both from a cloud's login command (client.authentication.k8s.io
 * ExecCredential), fetched again shortly before they expire and after a 401.
 */
final class ExecCredentials implements Credentials {
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final int SHARE_OF_LIFE = 4;
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final LoginCommand command;
  private final Tls tls;
  private final InstantSource clock;
  private @Nullable Proof held;
  private Instant renewAt = Instant.MAX;
  private Instant expiry = Instant.MAX;
  private Optional<String> certificate = Optional.empty();
  private @Nullable SSLContext context;

  ExecCredentials(LoginCommand command, Tls tls, InstantSource clock) {
    this.command = command;
    this.tls = tls;
    this.clock = clock;
  }

  @Override
  public synchronized Proof proof() throws LoginException {
    Proof proof = held;
    if (proof == null) {
      proof = login();
    } else if (!clock.instant().isBefore(renewAt)) {
      proof = renewed(proof);
    }
    held = proof;
    return proof;
  }

  /** A renewal that fails ahead of time costs nothing yet. */
  private Proof renewed(Proof proof) throws LoginException {
    try {
      return login();
    } catch (LoginException e) {
      Instant now = clock.instant();
      if (!now.isBefore(expiry)) {
        throw e;
      }
      renewAt = now.plus(PAUSE);
      return proof;
    }
  }

  private Proof login() throws LoginException {
    return accept(parsed(command.run()));
  }

  /** Many requests may be answered 401 at once; one new login is enough for all of them. */
  @Override
  public synchronized void rejected(Proof proof) {
    if (proof.equals(held)) {
      held = null;
    }
  }

  private Manifest parsed(byte[] output) throws LoginException {
    try {
      return Manifest.of(Json.object(output));
    } catch (CodecException _) {
      // neither the output nor the parser's words are quoted: they may hold a token
      throw new LoginException(
          command.name() + " printed " + output.length + " bytes that are no ExecCredential");
    }
  }

  private Proof accept(Manifest answer) throws LoginException {
    Optional<String> token = text(answer, "token");
    Optional<String> shown = text(answer, "clientCertificateData");
    Optional<String> key = text(answer, "clientKeyData");
    if (shown.isPresent() != key.isPresent()) {
      throw new LoginException(
          command.name() + " returned only one of a certificate and its private key");
    }
    if (token.isEmpty() && shown.isEmpty()) {
      throw new LoginException(command.name() + " returned neither a token nor a certificate");
    }
    Instant end = end(answer);
    SSLContext showing = context(shown, key);
    renewAt = renewal(end);
    expiry = end;
    return new Proof(token.map(value -> "Bearer " + value), showing);
  }

  private static Optional<String> text(Manifest answer, String field) {
    return answer.text("status", field).filter(value -> !value.isEmpty());
  }

  private Instant end(Manifest answer) throws LoginException {
    try {
      Instant end = text(answer, "expirationTimestamp").map(Instant::parse).orElse(Instant.MAX);
      if (!end.isAfter(clock.instant())) {
        throw new LoginException(
            command.name() + " returned what had expired at " + end + ": are the clocks right?");
      }
      return end;
    } catch (DateTimeParseException e) {
      throw new LoginException(command.name() + " returned an expiry that is no time", e);
    }
  }

  /**
   * A minute before the end; later where the whole life is so short that it would always be due.
   */
  private Instant renewal(Instant end) {
    if (end.equals(Instant.MAX)) {
      return end;
    }
    Duration share = Duration.between(clock.instant(), end).dividedBy(SHARE_OF_LIFE);
    return end.minus(share.compareTo(MARGIN) < 0 ? share : MARGIN);
  }

  /** Another context only for another certificate: connections are kept by it. */
  private SSLContext context(Optional<String> shown, Optional<String> key) throws LoginException {
    SSLContext known = context;
    if (known != null && shown.equals(certificate)) {
      return known;
    }
    try {
      SSLContext made =
          shown.isPresent()
              ? tls.showing(bytes(shown.get()), bytes(key.orElseThrow())).context()
              : tls.context();
      certificate = shown;
      context = made;
      return made;
    } catch (ConnectionException e) {
      throw new LoginException(command.name() + " returned a certificate that cannot be used", e);
    }
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads the words and variables of both notations. */
  static Credentials of(
      List<String> words,
      Map<String, String> variables,
      String apiVersion,
      Tls tls,
      Surroundings surroundings) {
    return new ExecCredentials(
        new LoginCommand(words, variables, apiVersion, surroundings.environment()),
        tls,
        surroundings.clock());
  }
}
