package dev.kilter.model.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Kilter says about an application; written by the controller alone. */
public record ApplicationStatus(
    SyncState sync,
    Optional<ApplicationHealth> health,
    List<ResourceStatus> resources,
    List<Condition> conditions,
    Optional<OperationState> operationState,
    List<RevisionHistory> history,
    Summary summary,
    List<String> sourceTypes,
    Optional<Instant> reconciledAt,
    String controllerNamespace) {

  public static final ApplicationStatus NONE =
      new ApplicationStatus(
          SyncState.NONE,
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          Summary.NONE,
          List.of(),
          Optional.empty(),
          "");

  public ApplicationStatus {
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
    history = List.copyOf(history);
    sourceTypes = List.copyOf(sourceTypes);
  }

  /**
   * The verdict, and exactly what was compared: revisions are resolved commits parallel to the
   * sources; {@code comparedTo} is empty before the first comparison.
   */
  public record SyncState(
      Optional<SyncStatus> status, List<String> revisions, Optional<ComparedTo> comparedTo) {
    public static final SyncState NONE =
        new SyncState(Optional.empty(), List.of(), Optional.empty());

    public SyncState {
      revisions = List.copyOf(revisions);
    }
  }

  /**
   * The part of the spec that a verdict stands on; where it differs from the spec, compare again.
   */
  public record ComparedTo(
      List<Source> sources,
      boolean multiSource,
      Destination destination,
      List<IgnoreDifference> ignoreDifferences) {
    public ComparedTo {
      sources = List.copyOf(sources);
      ignoreDifferences = List.copyOf(ignoreDifferences);
    }
  }

  /** {@code lastTransitionTime} moves only when the status does. */
  public record ApplicationHealth(Health health, Optional<Instant> lastTransitionTime) {}

  public record Summary(List<String> images, List<String> externalUrls, boolean appOfApps) {
    public static final Summary NONE = new Summary(List.of(), List.of(), false);

    public Summary {
      images = List.copyOf(images);
      externalUrls = List.copyOf(externalUrls);
    }
  }

  public ApplicationStatus withOperationState(Optional<OperationState> state) {
    return new ApplicationStatus(
        sync,
        health,
        resources,
        conditions,
        state,
        history,
        summary,
        sourceTypes,
        reconciledAt,
        controllerNamespace);
  }

  public ApplicationStatus withHistory(List<RevisionHistory> entries) {
    return new ApplicationStatus(
        sync,
        health,
        resources,
        conditions,
        operationState,
        entries,
        summary,
        sourceTypes,
        reconciledAt,
        controllerNamespace);
  }

  public ApplicationStatus withConditions(List<Condition> changed) {
    return new ApplicationStatus(
        sync,
        health,
        resources,
        changed,
        operationState,
        history,
        summary,
        sourceTypes,
        reconciledAt,
        controllerNamespace);
  }
}
