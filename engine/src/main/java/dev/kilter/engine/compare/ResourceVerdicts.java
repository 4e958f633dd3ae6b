package dev.kilter.engine.compare;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.engine.resource.ResourceOptions;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.util.List;
import java.util.Optional;

/** The verdict on one object after the other, under one set of rules. */
final class ResourceVerdicts {
  private final ComparisonRules rules;
  private final boolean liveComplete;
  private final Tracker tracker;
  private final ObjectDiff diff;
  private final Digest permitted;
  private final Digest forbidden;

  ResourceVerdicts(ComparisonRules rules, boolean liveComplete) {
    this.rules = rules;
    this.liveComplete = liveComplete;
    this.tracker = new Tracker(rules.tracking(), rules.instanceName());
    this.diff = new ObjectDiff(rules);
    Digest base = RulesDigest.of(rules);
    this.permitted = Digest.of(List.of(base.toString(), liveComplete, true));
    this.forbidden = Digest.of(List.of(base.toString(), liveComplete, false));
  }

  /**
   * Ours by its mark, and allowed by the project: others are none of the application's business.
   */
  boolean managed(LiveResource live) {
    return tracker.ours(live) && rules.permitted().apply(live.key());
  }

  /** An object that Git holds. */
  ResourceComparison target(
      Manifest manifest,
      Optional<LiveResource> found,
      KindSchema schema,
      Optional<ResourceComparison> before) {
    ResourceKey key = manifest.key();
    boolean allowed = rules.permitted().apply(key);
    Optional<LiveResource> live = allowed ? found : Optional.empty();
    Digest digest = digest(manifest, before);
    Digest under = allowed ? permitted : forbidden;
    Optional<ResourceComparison> same =
        before.filter(entry ->
            entry.desired().isPresent()
                && entry.desiredDigest().equals(digest)
                && entry.rules().equals(under)
                && entry.live().equals(live));
    return same.orElseGet(
        () -> targetVerdict(new Entry(key, manifest, live, digest, under), allowed, schema));
  }

  /** A live object that Git does not hold, or only as a hook. */
  ResourceComparison extra(
      LiveResource live, Optional<Manifest> hook, Optional<ResourceComparison> before) {
    Digest digest = hook.map(manifest -> digest(manifest, before)).orElse(Digest.NONE);
    return before
        .filter(entry ->
            entry.desiredDigest().equals(digest)
                && entry.desired().isPresent() == hook.isPresent()
                && entry.rules().equals(permitted)
                && entry.live().equals(Optional.of(live)))
        .orElseGet(() -> extraVerdict(live, hook, digest));
  }

  private record Entry(
      ResourceKey key, Manifest desired, Optional<LiveResource> live, Digest digest, Digest rules) {
    ResourceComparison verdict(Optional<SyncStatus> status, boolean counts) {
      return verdict(status, counts, List.of(), Optional.empty());
    }

    ResourceComparison verdict(
        Optional<SyncStatus> status,
        boolean counts,
        List<FieldDifference> differences,
        Optional<Drift> drift) {
      return new ResourceComparison(
          key,
          desired.gvk().version(),
          Optional.of(desired),
          live,
          status,
          counts,
          false,
          false,
          differences,
          drift,
          digest,
          rules);
    }
  }

  private ResourceComparison targetVerdict(Entry entry, boolean allowed, KindSchema schema) {
    if (Hooks.of(entry.desired()).skipped()) {
      return entry.verdict(Optional.empty(), false);
    }
    if (!allowed) {
      return entry.verdict(
          Optional.of(SyncStatus.Unknown), true, List.of(), Optional.of(neverApplied()));
    }
    if (entry.live().isEmpty()) {
      return liveComplete
          ? entry.verdict(
              Optional.of(SyncStatus.OutOfSync), true, List.of(), Optional.of(neverApplied()))
          : entry.verdict(Optional.of(SyncStatus.Unknown), true);
    }
    return compared(entry, entry.live().get(), schema);
  }

  private ResourceComparison compared(Entry entry, LiveResource live, KindSchema schema) {
    if (live.manifest().isEmpty()) {
      return entry.verdict(Optional.of(SyncStatus.Unknown), true);
    }
    ObjectDiff.Outcome outcome = diff.of(entry.desired(), live.manifest().get(), schema);
    if (outcome.differences().isEmpty()) {
      return entry.verdict(Optional.of(SyncStatus.Synced), true);
    }
    Optional<String> foreign =
        tracker.owner(live).filter(owner -> !owner.equals(rules.instanceName()));
    return entry.verdict(
        Optional.of(SyncStatus.OutOfSync),
        true,
        outcome.differences(),
        Optional.of(DriftClass.of(outcome.differences(), outcome.owners(), foreign)));
  }

  private ResourceComparison extraVerdict(
      LiveResource live, Optional<Manifest> hookTarget, Digest digest) {
    Optional<Manifest> manifest = live.manifest();
    Hooks hooks = manifest.map(Hooks::of).orElse(Hooks.NONE);
    boolean hook = hooks.hook() || hookTarget.isPresent();
    boolean prunes = !hook && !hooks.skipped() && tracker.oursAndItself(live);
    boolean kept =
        manifest.map(ResourceOptions::of).filter(ResourceOptions::ignoresExtraneous).isPresent();
    return new ResourceComparison(
        live.key(),
        live.version(),
        hookTarget,
        Optional.of(live),
        prunes ? Optional.of(SyncStatus.OutOfSync) : Optional.empty(),
        prunes && !kept,
        hook,
        prunes,
        List.of(),
        prunes ? Optional.of(new Drift(Drift.Kind.TO_PRUNE, "")) : Optional.empty(),
        digest,
        permitted);
  }

  private static Drift neverApplied() {
    return new Drift(Drift.Kind.NEVER_APPLIED, "");
  }

  /** Trees are compared faster than digested, the very same tree at once. */
  private static Digest digest(Manifest manifest, Optional<ResourceComparison> before) {
    return before
        .filter(entry -> entry.desired().filter(manifest::equals).isPresent())
        .map(ResourceComparison::desiredDigest)
        .orElseGet(manifest::digest);
  }
}
