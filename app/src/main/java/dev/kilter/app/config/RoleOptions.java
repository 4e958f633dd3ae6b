package dev.kilter.app.config;

import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.LogLevel;
import java.nio.file.Path;
import java.util.Optional;
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

  @Option(
      names = "--logformat",
      paramLabel = "text|json",
      description = "form of the log lines; default: controller.log.format, else text")
  private @Nullable LogFormat logFormat;

  @Option(
      names = "--loglevel",
      paramLabel = "trace|debug|info|warn|error",
      description = "how much is logged; default: controller.log.level, else info")
  private @Nullable LogLevel logLevel;

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

  /** As the options say; the settings hold where they say nothing. */
  public Logging logging() {
    return new Logging(Optional.ofNullable(logFormat), Optional.ofNullable(logLevel));
  }
}
