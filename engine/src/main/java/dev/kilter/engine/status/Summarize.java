package dev.kilter.engine.status;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.prune.HeldDeletions;
import dev.kilter.engine.resource.ResourceOptions;
import dev.kilter.engine.resource.Waves;
import dev.kilter.engine.status.Conditions.Finding;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.ApplicationStatus.ComparedTo;
import dev.kilter.model.application.ApplicationStatus.Summary;
import dev.kilter.model.application.ApplicationStatus.SyncState;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Application's status says after a comparison, field by field as Argo CD fills it. */
public final class Summarize {
  private Summarize() {}

  /**
   * What was compared, and what came up on the way.
   *
   * @param revisions the commits that were compared, parallel to the sources
   * @param sourceTypes what each source turned out to be
   * @param images what the application's pods run
   * @param findings everything that is now to be shown as a condition
   */
  public record Compared(
      Comparison comparison,
      List<String> images,
      List<String> revisions,
      List<String> sourceTypes,
      List<Finding> findings) {
    public Compared {
      images = List.copyOf(images);
      revisions = List.copyOf(revisions);
      sourceTypes = List.copyOf(sourceTypes);
      findings = List.copyOf(findings);
    }
  }

  /** After a comparison that came to a verdict. */
  public static ApplicationStatus status(
      Application application, Compared compared, String controllerNamespace, Instant now) {
    ApplicationStatus before = application.status();
    Comparison comparison = compared.comparison();
    return new ApplicationStatus(
        new SyncState(
            Optional.of(verdict(application, comparison)),
            compared.revisions(),
            Optional.of(comparedTo(application))),
        Optional.of(AggregateHealth.of(comparison, application.id(), before.health(), now)),
        kept(before.resources(), resources(application, comparison)),
        Conditions.of(
            withHeldDeletions(application, compared.findings()), before.conditions(), now),
        before.operationState(),
        before.history(),
        kept(before.summary(), summary(application, compared)),
        compared.sourceTypes(),
        Optional.of(now),
        controllerNamespace);
  }

  /**
   * Whether the same comparison leads to the same status for both: whatever {@link #status} reads
   * of an application is equal, so that the one who writes a status need not make it again.
   */
  public static boolean sameGround(Application one, Application other) {
    ApplicationStatus past = one.status();
    ApplicationStatus otherPast = other.status();
    return one.spec().equals(other.spec())
        && one.annotations().equals(other.annotations())
        && past.health().equals(otherPast.health())
        && past.resources().equals(otherPast.resources())
        && past.conditions().equals(otherPast.conditions())
        && past.summary().equals(otherPast.summary())
        && past.operationState().equals(otherPast.operationState())
        && past.history().equals(otherPast.history());
  }

  /** What is the same stays the same object: to ask again whether it is costs nothing then. */
  private static <T> T kept(T before, T now) {
    return now.equals(before) ? before : now;
  }

  /**
   * Without a comparison: a spec that contradicts itself, or a side that could not be read. What
   * was known of objects stays, but for whether they are as Git has them where Git or the cluster
   * could not be read; an invalid spec has no health.
   */
  public static ApplicationStatus unknown(
      Application application, List<Finding> findings, String controllerNamespace, Instant now) {
    ApplicationStatus before = application.status();
    boolean invalid =
        findings.stream().anyMatch(finding -> finding.type() == Condition.Type.InvalidSpecError);
    Optional<ApplicationHealth> health =
        invalid || before.health().isEmpty()
            ? Optional.of(AggregateHealth.since(Health.UNKNOWN, before.health(), now))
            : before.health();
    return new ApplicationStatus(
        new SyncState(
            Optional.of(SyncStatus.Unknown),
            before.sync().revisions(),
            Optional.of(comparedTo(application))),
        health,
        invalid ? before.resources() : before.resources().stream().map(Summarize::unsure).toList(),
        Conditions.of(withHeldDeletions(application, findings), before.conditions(), now),
        before.operationState(),
        before.history(),
        before.summary(),
        before.sourceTypes(),
        Optional.of(now),
        controllerNamespace);
  }

  /**
   * Whether a status says anything new beside the time of the comparison. A refresh that changes
   * nothing writes nothing, unless someone asked for it and waits for that very time.
   */
  public static boolean worthWriting(ApplicationStatus previous, ApplicationStatus next) {
    return !new ApplicationStatus(
            next.sync(),
            next.health(),
            next.resources(),
            next.conditions(),
            previous.operationState(),
            previous.history(),
            next.summary(),
            next.sourceTypes(),
            previous.reconciledAt(),
            next.controllerNamespace())
        .equals(previous);
  }

  /** Changed labels or annotations of the managed namespace are drift, too. */
  private static SyncStatus verdict(Application application, Comparison comparison) {
    SyncPolicy policy = application.spec().syncPolicy();
    Optional<SyncResult> last =
        application.status().operationState().flatMap(OperationState::syncResult);
    boolean namespaceDrifted =
        policy.syncOptions().has("CreateNamespace=true")
            && policy.managedNamespaceMetadata().isPresent()
            && last.isPresent()
            && !last.get().managedNamespaceMetadata().equals(policy.managedNamespaceMetadata());
    return namespaceDrifted && comparison.status() == SyncStatus.Synced
        ? SyncStatus.OutOfSync
        : comparison.status();
  }

  private static ComparedTo comparedTo(Application application) {
    return new ComparedTo(
        application.spec().sources(),
        application.spec().multiSource(),
        application.spec().destination(),
        application.spec().ignoreDifferences());
  }

  private static List<Finding> withHeldDeletions(Application application, List<Finding> findings) {
    List<Finding> all = new ArrayList<>(findings);
    application
        .status()
        .operationState()
        .flatMap(HeldDeletions::of)
        .map(held -> new Finding(Condition.Type.DeletionHeldWarning, held.text(application.id())))
        .ifPresent(all::add);
    return all;
  }

  /** Hooks have no verdict, and keep none. */
  private static ResourceStatus unsure(ResourceStatus known) {
    return new ResourceStatus(
        known.key(),
        known.version(),
        known.sync().map(_ -> SyncStatus.Unknown),
        known.health(),
        known.hook(),
        known.requiresPruning(),
        known.requiresDeletionConfirmation(),
        known.syncWave());
  }

  /** Hooks are listed while they exist. */
  private static List<ResourceStatus> resources(Application application, Comparison comparison) {
    SyncOptions options = application.spec().syncPolicy().syncOptions();
    return comparison.resources().values().stream()
        .filter(resource -> resource.status().isPresent() || resource.live().isPresent())
        .map(resource -> line(resource, options))
        .toList();
  }

  /** The wave is the one that Git says; either side may ask for a confirmation. */
  private static ResourceStatus line(ResourceComparison resource, SyncOptions options) {
    Stream<Manifest> sides =
        Stream.concat(
            resource.desired().stream(), resource.live().flatMap(LiveResource::manifest).stream());
    return new ResourceStatus(
        resource.key(),
        resource.version(),
        resource.status(),
        resource.live().isPresent()
            ? resource.live().flatMap(LiveResource::health)
            : Optional.of(Health.MISSING),
        resource.hook(),
        resource.requiresPruning(),
        sides.map(ResourceOptions::of).anyMatch(side -> side.needsConfirmation(options)),
        resource.desired().map(Waves::of).orElse(0));
  }

  private static Summary summary(Application application, Compared compared) {
    Comparison comparison = compared.comparison();
    boolean appOfApps =
        comparison.resources().keySet().stream()
            .anyMatch(key -> key.kind().equals("Application") && key.group().equals("argoproj.io"));
    return new Summary(
        compared.images(),
        Stream.concat(
                ExternalUrls.links(application.annotations()),
                live(comparison).flatMap(ExternalUrls::of))
            .distinct()
            .sorted()
            .toList(),
        appOfApps);
  }

  private static Stream<Manifest> live(Comparison comparison) {
    return comparison.resources().values().stream()
        .flatMap(resource -> resource.live().stream())
        .flatMap(live -> live.manifest().stream());
  }
}
