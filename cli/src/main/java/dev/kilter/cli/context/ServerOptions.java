package dev.kilter.cli.context;

import dev.kilter.api.client.ServerAddress;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Which server to talk to: the flags, else ARGOCD_SERVER, else the current context; where there is
 * none of them, Kubernetes itself.
 */
public final class ServerOptions {
  @Option(
      names = "--server",
      scope = ScopeType.INHERIT,
      paramLabel = "HOST:PORT",
      description = "A server; else ARGOCD_SERVER, else the current context, else Kubernetes.")
  String server = "";

  @Option(
      names = "--auth-token",
      scope = ScopeType.INHERIT,
      paramLabel = "TOKEN",
      description = "A token for it; else ARGOCD_AUTH_TOKEN, else that of the context.")
  String token = "";

  @Option(
      names = "--argocd-context",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "A context of the file of contexts; see kilter context.")
  String context = "";

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The file of contexts; else ~/.config/argocd/config.")
  String config = "";

  @Option(
      names = "--grpc-web-root-path",
      scope = ScopeType.INHERIT,
      paramLabel = "PATH",
      description = "The path that the server is under.")
  public String rootPath = "";

  @Option(
      names = "--insecure",
      scope = ScopeType.INHERIT,
      description = "Take every certificate of the server.")
  public boolean insecure;

  @Option(
      names = "--plaintext",
      scope = ScopeType.INHERIT,
      description = "Talk to the server without TLS.")
  public boolean plainText;

  public ContextFile file(Map<String, String> environment) {
    return ContextFile.usual(config, environment);
  }

  /** Empty for Kubernetes itself. */
  public Optional<ServerAddress> chosen(Map<String, String> environment) throws IOException {
    String named = first(server, environment.getOrDefault("ARGOCD_SERVER", ""));
    String shown = first(token, environment.getOrDefault("ARGOCD_AUTH_TOKEN", ""));
    Contexts contexts = file(environment).read();
    if (!named.isEmpty() && context.isEmpty()) {
      return Optional.of(known(contexts, named, shown));
    }
    String wanted = first(context, contexts.current());
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Contexts.Context found =
        contexts
            .find(wanted)
            .orElseThrow(() -> new IOException("there is no context \"" + wanted + "\""));
    return found.core() ? Optional.empty() : Optional.of(shown(found.address(), shown));
  }

  /** A server that a context knows is talked to as there, with the token from there. */
  private ServerAddress known(Contexts contexts, String named, String shown) {
    return contexts.all().stream()
        .filter(known -> known.server().equals(named) && rootPath.isEmpty())
        .max(Comparator.comparing(known -> known.name().equals(contexts.current())))
        .map(known -> shown(known.address(), shown))
        .orElseGet(() -> ServerAddress.of(named, rootPath, shown, plainText, insecure));
  }

  private ServerAddress shown(ServerAddress address, String shown) {
    String base = plainText ? address.base().replaceFirst("^https:", "http:") : address.base();
    return new ServerAddress(
        base, shown.isEmpty() ? address.token() : shown, insecure || address.insecure());
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
