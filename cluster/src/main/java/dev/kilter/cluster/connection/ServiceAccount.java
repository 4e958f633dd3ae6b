package dev.kilter.cluster.connection;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The account that a pod runs under, as Kubernetes mounts it. */
public final class ServiceAccount {
  private static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private final Map<String, String> environment;
  private final InstantSource clock;

  public ServiceAccount(Map<String, String> environment, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /** Whether this process runs in a pod that has an account. */
  public boolean present() {
    return environment.containsKey("KUBERNETES_SERVICE_HOST")
        && Files.isReadable(FOLDER.resolve("token"));
  }

  public Endpoint endpoint() {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc");
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    try {
      byte[] authority = Files.readAllBytes(FOLDER.resolve("ca.crt"));
      Tls tls =
          new Tls(
              false, Optional.empty(), Optional.of(authority), Optional.empty(), Optional.empty());
      return new Endpoint(
          URI.create("https://" + bracketed + ":" + port),
          new TokenFile(FOLDER.resolve("token"), tls.context(), clock),
          Optional.empty(),
          Optional.empty());
    } catch (IOException e) {
      throw new ConnectionException(
          "the service account in "
              + FOLDER
              + " cannot be read: run in a pod, or name a kubeconfig",
          e);
    }
  }
}
