package dev.kilter.store.reading;

import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncPolicy.Automated;
import dev.kilter.model.application.SyncPolicy.ManagedNamespaceMetadata;
import dev.kilter.store.tree.Fields;
import dev.kilter.store.tree.GoDuration;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code spec.syncPolicy} and the parts of it that operations share. */
final class PolicyReader {
  private PolicyReader() {}

  static SyncPolicy read(Fields policy) {
    return new SyncPolicy(
        policy.optionalObject("automated").map(PolicyReader::automated),
        new SyncOptions(policy.texts("syncOptions")),
        retry(policy),
        namespaceMetadata(policy));
  }

  private static Automated automated(Fields automated) {
    return new Automated(
        automated.flag("prune"),
        automated.flag("selfHeal"),
        automated.flag("allowEmpty"),
        automated.optionalFlag("enabled").orElse(true));
  }

  static Optional<ManagedNamespaceMetadata> namespaceMetadata(Fields parent) {
    return parent
        .optionalObject("managedNamespaceMetadata")
        .map(metadata ->
            new ManagedNamespaceMetadata(
                metadata.textMap("labels"), metadata.textMap("annotations")));
  }

  /** {@code retry}: what its backoff leaves out is Argo CD's default; no cap where it is ≤ 0. */
  static Optional<RetryPolicy> retry(Fields parent) {
    return parent.optionalObject("retry").map(PolicyReader::retryPolicy);
  }

  private static RetryPolicy retryPolicy(Fields retry) {
    Fields backoff = retry.object("backoff");
    Duration cap = duration(backoff, "maxDuration", RetryPolicy.DEFAULT_MAX_DURATION);
    return new RetryPolicy(
        retry.integer("limit").orElse(0L),
        duration(backoff, "duration", RetryPolicy.DEFAULT_DURATION),
        backoff.integer("factor").orElse(RetryPolicy.DEFAULT_FACTOR),
        Optional.of(cap).filter(Duration::isPositive),
        retry.flag("refresh"));
  }

  private static Duration duration(Fields fields, String name, Duration absent) {
    String text = fields.text(name);
    if (text.isEmpty()) {
      return absent;
    }
    Optional<Duration> duration = GoDuration.parse(text);
    if (duration.isEmpty()) {
      fields.complain(name, "must be a duration such as 30s or 2m, but is " + Fields.shown(text));
    }
    return duration.orElse(absent);
  }
}
