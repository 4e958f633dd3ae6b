package dev.kilter.cli.session;

import dev.kilter.api.client.ServerAddress;
import dev.kilter.cli.context.ServerOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program's root command: options that every verb takes, wherever they stand. */
@Command(
    name = "kilter",
    description = "GitOps continuous delivery for Kubernetes.",
    synopsisSubcommandLabel = "COMMAND")
public final class GlobalOptions {
  /** Those that take the word after them, for whoever reads a command line without this class. */
  public static final Set<String> VALUED =
      Set.of(
          "--kubeconfig",
          "--context",
          "--kube-context",
          "-n",
          "--namespace",
          "--controller-namespace",
          "-N",
          "--app-namespace",
          "--color",
          "--exit-codes",
          "--server",
          "--auth-token",
          "--argocd-context",
          "--config",
          "--grpc-web-root-path");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = "--core",
      scope = ScopeType.INHERIT,
      description = "Talk to Kubernetes itself with your kubeconfig, whatever contexts there are.")
  boolean core;

  @Option(
      names = "--kubeconfig",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Path to the kubeconfig; else KUBECONFIG, else ~/.kube/config.")
  String kubeconfig = "";

  @Option(
      names = {"--context", "--kube-context"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Context of the kubeconfig; else the current one.")
  String context = "";

  @Option(
      names = {"-n", "--namespace", "--controller-namespace"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAMESPACE",
      description = "Where the control plane lives; else KILTER_NAMESPACE, else argocd.")
  String namespace = "";

  @Option(
      names = {"-N", "--app-namespace"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAMESPACE",
      description = "Where the application lives, if not with the control plane.")
  String appNamespace = "";

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "WHEN",
      description = "auto, always or never; NO_COLOR is obeyed.")
  String color = "auto";

  @Option(
      names = "--exit-codes",
      scope = ScopeType.INHERIT,
      paramLabel = "KIND",
      description = "argocd (0, 1, 20) or detailed (21 to 29).")
  String exitCodes = "argocd";

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where an unexpected failure came from.")
  public boolean verbose;

  @Option(
      names = "--grpc-web",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "Taken from argocd's scripts; without meaning here.")
  boolean ignored;

  @Mixin public final ServerOptions server = new ServerOptions();

  public boolean detailedExitCodes() {
    return exitCodes.equals("detailed");
  }

  /** Empty where Kubernetes itself is talked to. */
  Optional<ServerAddress> server(Console console) {
    try {
      return core ? Optional.empty() : server.chosen(console.environment());
    } catch (IOException e) {
      throw CommandFailure.usage(
          "It is not clear which server to talk to.",
          String.valueOf(e.getMessage()),
          "kilter context",
          "add --core for Kubernetes itself");
    }
  }

  Connection connection(Console console) {
    String chosen = namespace;
    for (String variable : new String[] {"KILTER_NAMESPACE", "ARGOCD_NAMESPACE"}) {
      if (chosen.isEmpty()) {
        chosen = console.variable(variable);
      }
    }
    return new Connection(kubeconfig, context, chosen.isEmpty() ? "argocd" : chosen);
  }

  public Style style(Console console) {
    boolean coloured =
        switch (color) {
          case "always" -> true;
          case "never" -> false;
          default -> console.terminal().interactive() && console.variable("NO_COLOR").isEmpty();
        };
    return new Style(coloured, console.terminal().unicode());
  }
}
