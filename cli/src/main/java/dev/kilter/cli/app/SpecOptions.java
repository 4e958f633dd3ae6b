package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code app create} and {@code app set} that describe an application. */
final class SpecOptions {
  @Mixin SourceOptions source = new SourceOptions();

  @Option(names = "--project", paramLabel = "PROJECT", description = "Project.")
  @Nullable String project;

  @Option(names = "--dest-server", paramLabel = "URL", description = "Cluster by its API's URL.")
  @Nullable String server;

  @Option(names = "--dest-name", paramLabel = "NAME", description = "Cluster by name.")
  @Nullable String cluster;

  @Option(names = "--dest-namespace", paramLabel = "NAMESPACE", description = "Namespace.")
  @Nullable String namespace;

  @Option(
      names = "--sync-policy",
      paramLabel = "POLICY",
      description = "none (or manual), or automated (or auto).")
  @Nullable String policy;

  @Option(names = "--auto-prune", negatable = true, description = "Delete what left Git.")
  @Nullable Boolean prune;

  @Option(names = "--self-heal", negatable = true, description = "Undo changes by hand.")
  @Nullable Boolean selfHeal;

  @Option(names = "--allow-empty", negatable = true, description = "Allow to prune everything.")
  @Nullable Boolean allowEmpty;

  @Option(
      names = "--sync-option",
      paramLabel = "NAME=VALUE",
      description = "Sync option, such as CreateNamespace=true; with a leading ! it is removed.")
  List<String> syncOptions = new ArrayList<>();

  @Option(names = "--sync-retry-limit", paramLabel = "N", description = "Retries of a failed sync.")
  @Nullable Long retryLimit;

  @Option(
      names = "--sync-retry-backoff-duration",
      paramLabel = "5s",
      description = "Wait before the first retry.")
  @Nullable String retryDuration;

  @Option(
      names = "--sync-retry-backoff-factor",
      paramLabel = "N",
      description = "How much longer each further wait is.")
  @Nullable Long retryFactor;

  @Option(
      names = "--sync-retry-backoff-max-duration",
      paramLabel = "3m",
      description = "The longest wait.")
  @Nullable String retryMaximum;

  @Option(
      names = "--revision-history-limit",
      paramLabel = "N",
      description = "History entries to keep.")
  @Nullable Long historyLimit;

  @Option(
      names = "--sync-retry-refresh",
      negatable = true,
      description = "Resolve the revision again for a retry.")
  @Nullable Boolean retryRefresh;

  @Option(
      names = "--validate",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Check the spec before it is saved.")
  boolean validate;

  /** The application with what the flags say; what they do not mention stays. */
  Document onto(Document application) {
    Document result = source.onto(application);
    result = set(result, project, "spec", "project");
    result = set(result, server, "spec", "destination", "server");
    result = set(result, cluster, "spec", "destination", "name");
    result = set(result, namespace, "spec", "destination", "namespace");
    if (server != null && cluster == null) {
      result = result.without("spec", "destination", "name");
    }
    if (cluster != null && server == null) {
      result = result.without("spec", "destination", "server");
    }
    result = set(result, historyLimit, "spec", "revisionHistoryLimit");
    return retry(options(automation(result)));
  }

  private Document automation(Document application) {
    Document result = application;
    if (policy != null) {
      result =
          switch (policy) {
            case "none", "manual" -> result.without("spec", "syncPolicy", "automated");
            case "automated", "automatic", "auto" ->
                result.with(
                    result.document("spec", "syncPolicy", "automated").without("enabled").root(),
                    "spec",
                    "syncPolicy",
                    "automated");
            default ->
                throw CommandFailure.usage(
                    "There is no sync policy \"" + policy + "\".",
                    "--sync-policy takes none or automated.",
                    "--sync-policy automated");
          };
    }
    boolean detail = prune != null || selfHeal != null || allowEmpty != null;
    if (detail && !result.has("spec", "syncPolicy", "automated")) {
      throw CommandFailure.usage(
          "--auto-prune, --self-heal and --allow-empty need automation.",
          "The sync policy is manual.",
          "add --sync-policy automated");
    }
    result = set(result, prune, "spec", "syncPolicy", "automated", "prune");
    result = set(result, selfHeal, "spec", "syncPolicy", "automated", "selfHeal");
    return set(result, allowEmpty, "spec", "syncPolicy", "automated", "allowEmpty");
  }

  private Document options(Document application) {
    if (syncOptions.isEmpty()) {
      return application;
    }
    Set<String> all = new LinkedHashSet<>(application.texts("spec", "syncPolicy", "syncOptions"));
    for (String option : syncOptions) {
      String name = option.startsWith("!") ? option.substring(1) : option;
      all.removeIf(one -> one.equals(name) || sameName(one, name));
      if (!option.startsWith("!")) {
        all.add(option);
      }
    }
    return application.with(
        all.isEmpty() ? null : List.copyOf(all), "spec", "syncPolicy", "syncOptions");
  }

  private static boolean sameName(String one, String other) {
    return one.substring(0, one.indexOf('=') + 1).equals(other.substring(0, other.indexOf('=') + 1))
        && one.indexOf('=') > 0;
  }

  private Document retry(Document application) {
    Document result = set(application, retryLimit, "spec", "syncPolicy", "retry", "limit");
    String[] backoff = {"spec", "syncPolicy", "retry", "backoff", ""};
    result = set(result, retryDuration, in(backoff, "duration"));
    result = set(result, retryFactor, in(backoff, "factor"));
    result = set(result, retryMaximum, in(backoff, "maxDuration"));
    return set(result, retryRefresh, "spec", "syncPolicy", "retry", "refresh");
  }

  private static String[] in(String[] path, String member) {
    String[] whole = path.clone();
    whole[whole.length - 1] = member;
    return whole;
  }

  static Document set(Document document, @Nullable Object value, String... path) {
    return value == null ? document : document.with(value, path);
  }
}
