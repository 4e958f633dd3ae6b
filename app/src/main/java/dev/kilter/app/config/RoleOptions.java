package dev.kilter.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options of the long-running roles, with Argo CD's names where it has the option. Everything that
 * can change while the process runs is in argocd-cm instead.
 */
public final class RoleOptions {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "kubeconfig of the control plane; default: the pod's own account, else $KUBECONFIG")
  private @Nullable Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "context of the kubeconfig")
  private @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "${KILTER_NAMESPACE:-${ARGOCD_NAMESPACE:-argocd}}",
      description = "namespace of the control plane (default: ${DEFAULT-VALUE})")
  private String namespace = "argocd";

  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description = "where fetched repositories are kept; may vanish at any time")
  private @Nullable Path cacheDir;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "0.0.0.0:8080",
      description =
          "webhooks, health and metrics (default: ${DEFAULT-VALUE}); port 0 picks a free one")
  private String listen = "0.0.0.0:8080";

  @Option(names = "--observe", description = "write nothing; show what would be done")
  private boolean observe;

  @Option(
      names = "--logformat",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "form of the log lines (default: ${DEFAULT-VALUE})")
  private String logFormat = "text";

  @Option(
      names = "--loglevel",
      paramLabel = "debug|info|warn|error",
      defaultValue = "info",
      description = "how much is logged (default: ${DEFAULT-VALUE})")
  private String logLevel = "info";

  public @Nullable Path kubeconfig() {
    return kubeconfig;
  }

  public @Nullable String context() {
    return context;
  }

  public String namespace() {
    return namespace;
  }

  /** The folder given, else one in the system's temporary folder. */
  public Path cacheDir() {
    return cacheDir != null
        ? cacheDir
        : Path.of(System.getProperty("java.io.tmpdir"), "kilter-cache");
  }

  public String listen() {
    return listen;
  }

  public boolean observe() {
    return observe;
  }

  public String logFormat() {
    return logFormat;
  }

  public String logLevel() {
    return logLevel;
  }
}
