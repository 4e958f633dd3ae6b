package dev.kilter.cluster.connection;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A token from a cloud's login command (client.authentication.k8s.io ExecCredential). Only commands
 * of a closed list are started, by name and without a shell: credentials are data, and a Secret
 * must not choose what runs here (CVE-2022-24817).
 */
final class ExecCredentials implements Credentials {
  private static final Set<String> KNOWN =
      Set.of("aws", "gke-gcloud-auth-plugin", "kubelogin", "argocd-k8s-auth");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final List<String> command;
  private final Map<String, String> environment;
  private final String apiVersion;
  private final InstantSource clock;
  private @Nullable String token;
  private Instant expiry = Instant.MAX;

  /**
   * @throws ConnectionException for a command that is not on the list
   */
  ExecCredentials(
      List<String> command,
      Map<String, String> environment,
      String apiVersion,
      InstantSource clock) {
    if (command.isEmpty() || !KNOWN.contains(command.getFirst())) {
      String name = command.isEmpty() ? "" : Path.of(command.getFirst()).getFileName().toString();
      throw new ConnectionException(
          "the login command '"
              + name
              + "' is not started: only "
              + String.join(", ", KNOWN.stream().sorted().toList())
              + " are, by their plain names. Use one of them, or a bearer token");
    }
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.apiVersion = apiVersion;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> authorization() throws IOException {
    String held = token;
    if (held == null || expiry.minus(MARGIN).isBefore(clock.instant())) {
      held = accept(run());
      token = held;
    }
    return Optional.of("Bearer " + held);
  }

  @Override
  public synchronized void rejected() {
    token = null;
  }

  private byte[] run() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.environment().putAll(environment);
    builder
        .environment()
        .put(
            "KUBERNETES_EXEC_INFO",
            "{\"apiVersion\":\""
                + apiVersion
                + "\",\"kind\":\"ExecCredential\",\"spec\":{\"interactive\":false}}");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException(command.getFirst() + " cannot be started: is it installed here?", e);
    }
    process.getOutputStream().close();
    Thread watchdog = Thread.startVirtualThread(() -> endAfterLimit(process));
    byte[] output = process.getInputStream().readAllBytes();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(command.getFirst() + " ended with exit code " + exit);
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("interrupted while " + command.getFirst() + " was running", e);
    } finally {
      watchdog.interrupt();
    }
  }

  private static void endAfterLimit(Process process) {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String accept(byte[] output) throws IOException {
    Manifest answer;
    try {
      answer = Manifest.of(Json.object(output));
    } catch (CodecException e) {
      // the output is not quoted: it may hold a token
      throw new IOException(
          command.getFirst()
              + " printed "
              + new String(output, StandardCharsets.UTF_8).length()
              + " characters that are no ExecCredential",
          e);
    }
    if (answer.text("status", "clientCertificateData").isPresent()) {
      throw new IOException(
          command.getFirst() + " returned a client certificate; only tokens are supported");
    }
    try {
      expiry = answer.text("status", "expirationTimestamp").map(Instant::parse).orElse(Instant.MAX);
    } catch (DateTimeParseException e) {
      throw new IOException(command.getFirst() + " returned an expiry that is no time", e);
    }
    return answer
        .text("status", "token")
        .orElseThrow(() -> new IOException(command.getFirst() + " returned no token"));
  }
}
