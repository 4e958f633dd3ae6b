package dev.kilter.cluster.connection;

import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.manifest.Manifest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code config} of Argo CD's cluster Secrets (declarative setup, "Clusters"). */
public final class SecretEndpoints {
  private static final String EXEC_API = "client.authentication.k8s.io/v1beta1";

  private final Surroundings surroundings;

  public SecretEndpoints(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The endpoint of a cluster Secret.
   *
   * @throws ConnectionException where the configuration cannot be used
   */
  public Endpoint read(ClusterConnection connection) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(connection.config());
    Manifest config = Manifest.of(tree);
    text(config, ClusterConnection.UNUSABLE)
        .ifPresent(why -> {
          throw new ConnectionException(why);
        });
    Tls tls =
        new Tls(
            config.flag("tlsClientConfig", "insecure").orElse(false),
            text(config, "tlsClientConfig", "serverName"),
            decoded(config, "caData"),
            decoded(config, "certData"),
            decoded(config, "keyData"));
    return new Endpoint(
        url(connection.server()),
        credentials(config, tls),
        tls.serverName(),
        text(config, "proxyUrl").map(SecretEndpoints::proxy));
  }

  private Credentials credentials(Manifest config, Tls tls) {
    Optional<String> token = text(config, "bearerToken");
    if (token.isPresent()) {
      return Credentials.fixed(new Proof(token.map(value -> "Bearer " + value), tls.context()));
    }
    if (!config.map("execProviderConfig").isEmpty()) {
      return exec(config, tls);
    }
    if (!config.map("awsAuthConfig").isEmpty()) {
      return aws(config, tls);
    }
    Optional<String> password =
        text(config, "username").map(user -> basic(user, config.text("password").orElse("")));
    return Credentials.fixed(new Proof(password, tls.context()));
  }

  private Credentials exec(Manifest config, Tls tls) {
    List<String> command = new ArrayList<>();
    command.add(config.text("execProviderConfig", "command").orElse(""));
    config.list("execProviderConfig", "args").forEach(arg -> command.add(String.valueOf(arg)));
    Map<String, String> environment = new LinkedHashMap<>();
    config
        .map("execProviderConfig", "env")
        .forEach((name, value) -> environment.put(name, value == null ? "" : value.toString()));
    String version = text(config, "execProviderConfig", "apiVersion").orElse(EXEC_API);
    return ExecCredentials.of(command, environment, version, tls, surroundings);
  }

  /** What argocd-k8s-auth does for AWS, by Amazon's own command. */
  private Credentials aws(Manifest config, Tls tls) {
    List<String> command = new ArrayList<>(List.of("aws", "eks", "get-token", "--cluster-name"));
    command.add(config.text("awsAuthConfig", "clusterName").orElse(""));
    text(config, "awsAuthConfig", "roleARN")
        .ifPresent(role -> command.addAll(List.of("--role-arn", role)));
    text(config, "awsAuthConfig", "profile")
        .ifPresent(profile -> command.addAll(List.of("--profile", profile)));
    return ExecCredentials.of(command, Map.of(), EXEC_API, tls, surroundings);
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static Optional<String> text(Manifest config, String... path) {
    return config.text(path).filter(value -> !value.isEmpty());
  }

  private static Optional<byte[]> decoded(Manifest config, String field) {
    return text(config, "tlsClientConfig", field)
        .map(value -> {
          try {
            return Base64.getMimeDecoder().decode(value);
          } catch (IllegalArgumentException e) {
            throw new ConnectionException("tlsClientConfig." + field + " is not base64");
          }
        });
  }

  static URI url(String server) {
    try {
      URI url = URI.create(server);
      if (url.getHost() != null
          && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new ConnectionException("'" + server + "' is no URL of an API server", e);
    }
    throw new ConnectionException("'" + server + "' is no URL of an API server");
  }

  static URI proxy(String text) {
    URI proxy = url(text);
    if (!"http".equals(proxy.getScheme())) {
      throw new ConnectionException("only http:// proxies are supported, not " + proxy.getScheme());
    }
    return proxy;
  }
}
