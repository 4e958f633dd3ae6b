package dev.kilter.cluster.connection;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kubeconfig file: clusters, users and contexts, as kubectl reads them. */
public final class Kubeconfig {
  private final Path file;
  private final Manifest tree;
  private final Surroundings surroundings;

  private Kubeconfig(Path file, Manifest tree, Surroundings surroundings) {
    this.file = file;
    this.tree = tree;
    this.surroundings = surroundings;
  }

  /**
   * Reads a file.
   *
   * @throws ConnectionException where the file cannot be read
   */
  public static Kubeconfig read(Path file, Surroundings surroundings) {
    try {
      Object tree = Yaml.parse(Files.readString(file));
      if (tree instanceof Map<?, ?> map) {
        @SuppressWarnings("unchecked") // codec makes maps with string keys only
        Map<String, @Nullable Object> root = (Map<String, @Nullable Object>) map;
        return new Kubeconfig(file, Manifest.of(root), surroundings);
      }
      throw new ConnectionException(file + " is no kubeconfig");
    } catch (IOException e) {
      throw new ConnectionException("the kubeconfig " + file + " cannot be read", e);
    } catch (CodecException e) {
      throw new ConnectionException("the kubeconfig " + file + " is no valid YAML", e);
    }
  }

  /** Name of the context that the file has selected; empty where it has none. */
  public String currentContext() {
    return tree.text("current-context").orElse("");
  }

  /** Namespace of a context; {@code default} where it names none. An empty name: the current. */
  public String namespace(String context) {
    return context(context).text("context", "namespace").orElse("default");
  }

  /**
   * The endpoint of a context.
   *
   * @param context its name; empty for the file's current one
   * @throws ConnectionException where it is missing or cannot be used
   */
  public Endpoint endpoint(String context) {
    Manifest chosen = context(context);
    Manifest cluster = named("clusters", chosen.text("context", "cluster").orElse(""));
    Optional<Manifest> user =
        chosen.text("context", "user").filter(name -> !name.isEmpty()).map(this::user);
    Tls tls =
        new Tls(
            cluster.flag("cluster", "insecure-skip-tls-verify").orElse(false),
            cluster.text("cluster", "tls-server-name"),
            content(cluster, "cluster", "certificate-authority"),
            user.flatMap(found -> content(found, "user", "client-certificate")),
            user.flatMap(found -> content(found, "user", "client-key")));
    String server =
        cluster
            .text("cluster", "server")
            .orElseThrow(() -> new ConnectionException(file + ": the cluster has no server"));
    return new Endpoint(
        SecretEndpoints.url(server),
        user.map(known -> credentials(known, tls))
            .orElseGet(() -> Credentials.fixed(new Proof(Optional.empty(), tls.context()))),
        tls.serverName(),
        cluster.text("cluster", "proxy-url").map(SecretEndpoints::proxy));
  }

  private Manifest context(String name) {
    String wanted = name.isEmpty() ? currentContext() : name;
    if (wanted.isEmpty()) {
      throw new ConnectionException(
          file
              + " selects no context: choose one with --kube-context or kubectl config use-context");
    }
    return named("contexts", wanted);
  }

  private Manifest user(String name) {
    return named("users", name);
  }

  private Manifest named(String list, String name) {
    List<String> names = new ArrayList<>();
    for (Manifest entry : tree.items(list)) {
      if (entry.text("name").orElse("").equals(name)) {
        return entry;
      }
      names.add(entry.text("name").orElse(""));
    }
    throw new ConnectionException(
        file + " has no '" + name + "' among its " + list + ": " + String.join(", ", names));
  }

  private Credentials credentials(Manifest user, Tls tls) {
    Optional<String> tokenFile = user.text("user", "tokenFile");
    if (tokenFile.isPresent()) {
      return new TokenFile(sibling(tokenFile.get()), tls.context(), surroundings.clock());
    }
    if (user.text("user", "token").isEmpty() && !user.map("user", "exec").isEmpty()) {
      return exec(user, tls);
    }
    Optional<String> header =
        user.text("user", "token")
            .map(token -> "Bearer " + token)
            .or(() ->
                user.text("user", "username")
                    .map(name ->
                        SecretEndpoints.basic(name, user.text("user", "password").orElse(""))));
    return Credentials.fixed(new Proof(header, tls.context()));
  }

  private Credentials exec(Manifest user, Tls tls) {
    List<String> command = new ArrayList<>();
    command.add(user.text("user", "exec", "command").orElse(""));
    user.list("user", "exec", "args").forEach(arg -> command.add(String.valueOf(arg)));
    Map<String, String> environment = new LinkedHashMap<>();
    for (Manifest variable : user.items("user", "exec", "env")) {
      environment.put(variable.text("name").orElse(""), variable.text("value").orElse(""));
    }
    String version =
        user.text("user", "exec", "apiVersion").orElse("client.authentication.k8s.io/v1");
    return ExecCredentials.of(command, environment, version, tls, surroundings);
  }

  /** PEM from {@code NAME-data}, or from the file that {@code NAME} names. */
  private Optional<byte[]> content(Manifest entry, String part, String name) {
    Optional<String> data = entry.text(part, name + "-data").filter(text -> !text.isEmpty());
    if (data.isPresent()) {
      try {
        return data.map(Base64.getMimeDecoder()::decode);
      } catch (IllegalArgumentException e) {
        throw new ConnectionException(file + ": " + name + "-data is not base64");
      }
    }
    return entry.text(part, name).filter(path -> !path.isEmpty()).map(this::bytes);
  }

  private byte[] bytes(String path) {
    try {
      return Files.readAllBytes(sibling(path));
    } catch (IOException e) {
      throw new ConnectionException(file + " names " + path + ", which cannot be read", e);
    }
  }

  /** Relative paths are relative to the kubeconfig's folder. */
  private Path sibling(String path) {
    return file.toAbsolutePath().resolveSibling(path);
  }
}
