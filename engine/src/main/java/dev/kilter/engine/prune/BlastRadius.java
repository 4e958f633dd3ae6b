package dev.kilter.engine.prune;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncResult;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How far one sync may reach by deleting (design 2.13). It never goes without a word through
 * namespaces, definitions, volumes, stateful sets or other applications, through everything there
 * is, or from 20 objects on through more than max(5, 20 %) of them.
 */
public final class BlastRadius {
  private static final Set<GroupKind> PRECIOUS =
      Set.of(
          new GroupKind("", "Namespace"),
          new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
          new GroupKind("", "PersistentVolume"),
          new GroupKind("", "PersistentVolumeClaim"),
          new GroupKind("apps", "StatefulSet"),
          new GroupKind("argoproj.io", "Application"));
  private static final int SHARE_COUNTS_FROM = 20;
  private static final int ALWAYS_ALLOWED = 5;
  private static final int HASH_DIGITS = 12;

  private BlastRadius() {}

  /**
   * What a sync is about to delete, and out of how much.
   *
   * @param planned live objects whose deletion is asked for
   * @param live how many objects the application has in the cluster
   * @param wanted how many objects Git names
   */
  public record Plan(List<LiveResource> planned, int live, int wanted) {
    public Plan {
      planned = List.copyOf(planned);
    }
  }

  /**
   * The verdict on a plan. {@code held} are left out of this sync; {@code confirmed} says that they
   * would have been, had nobody confirmed them.
   */
  public record Review(String hash, Set<ResourceKey> held, boolean confirmed) {
    public Review {
      held = Set.copyOf(held);
    }
  }

  public static Review review(
      Plan plan, Application application, OperationState state, Settings.Sync settings) {
    List<LiveResource> reaching =
        switch (settings.blastRadius()) {
          case ARGO -> List.of();
          case KILTER -> reaching(plan);
        };
    String hash =
        planHash(
            reaching.stream().collect(Collectors.toMap(LiveResource::key, LiveResource::uid)),
            state);
    boolean confirmed = !reaching.isEmpty() && confirmed(hash, application, state);
    return new Review(hash, confirmed ? Set.of() : keys(reaching), confirmed);
  }

  /**
   * Whether {@code deletion-approved} was set at or after the given time, which counts in seconds.
   */
  public static boolean approvedSince(Application application, Instant since) {
    return application
        .annotation(Annotations.DELETION_APPROVED)
        .flatMap(BlastRadius::instant)
        .filter(approved -> !approved.isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
        .isPresent();
  }

  private static List<LiveResource> reaching(Plan plan) {
    int planned = plan.planned().size();
    boolean everything =
        planned > 0 && planned >= plan.live() && (plan.wanted() == 0 || planned > 1);
    boolean many =
        plan.live() >= SHARE_COUNTS_FROM && planned > Math.max(ALWAYS_ALLOWED, plan.live() / 5);
    Predicate<LiveResource> held =
        everything || many ? _ -> true : resource -> PRECIOUS.contains(resource.key().groupKind());
    return plan.planned().stream().filter(held).toList();
  }

  /** As a person confirms it: stands for exactly these objects, at exactly this revision. */
  public static String planHash(Map<ResourceKey, String> uids, OperationState state) {
    String text =
        uids.entrySet().stream()
            .map(object -> object.getValue() + " " + object.getKey())
            .sorted()
            .collect(Collectors.joining("\n"));
    String revisions =
        String.join(",", state.syncResult().map(SyncResult::revisions).orElse(List.of()));
    return Digest.ofBytes((text + "\n" + revisions).getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(0, HASH_DIGITS);
  }

  private static boolean confirmed(String hash, Application application, OperationState state) {
    SyncOptions options = state.operation().sync().options();
    return options.has(SyncOptions.CONFIRM_DELETION + "=" + hash)
        || approvedSince(application, plannedAt(hash, application, state));
  }

  /** Whether someone has let go what was held, since it was announced. */
  public static boolean approved(
      HeldDeletions held, Application application, OperationState state) {
    return approvedSince(application, plannedAt(held.hash(), application, state));
  }

  /** A plan is as old as the condition that announced it; a new one as its operation. */
  private static Instant plannedAt(String hash, Application application, OperationState state) {
    return application.status().conditions().stream()
        .filter(condition -> condition.type() == Condition.Type.DeletionHeldWarning)
        .filter(condition -> condition.message().contains(hash))
        .map(Condition::lastTransitionTime)
        .findFirst()
        .orElse(state.startedAt());
  }

  private static Set<ResourceKey> keys(Collection<LiveResource> resources) {
    return resources.stream().map(LiveResource::key).collect(Collectors.toSet());
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
