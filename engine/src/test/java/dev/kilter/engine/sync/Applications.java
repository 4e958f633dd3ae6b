package dev.kilter.engine.sync;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.Operation.Strategy;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applications and operations for tests. */
public final class Applications {
  public static final Source SOURCE =
      Source.of(
          Manifest.of(Map.of("repoURL", "https://git.example/shop", "targetRevision", "main")));

  private Applications() {}

  public static Application application() {
    return application(Map.of(), List.of());
  }

  public static Application application(
      Map<String, String> annotations, List<Condition> conditions) {
    return application(
        annotations, SyncPolicy.MANUAL, ApplicationStatus.NONE.withConditions(conditions));
  }

  public static Application application(
      Map<String, String> annotations, SyncPolicy policy, ApplicationStatus status) {
    return new Application(
        new ApplicationId("argocd", "shop"),
        "uid-app",
        "1",
        Map.of(),
        annotations,
        List.of(),
        Optional.empty(),
        new ApplicationSpec(
            "default",
            List.of(SOURCE),
            false,
            new Destination(Destination.IN_CLUSTER_SERVER, "", "shop"),
            policy,
            List.of(),
            ApplicationSpec.DEFAULT_HISTORY_LIMIT,
            List.of()),
        Optional.empty(),
        status,
        Manifest.of(Map.of()));
  }

  public static OperationState state(List<String> options, Instant startedAt) {
    return new OperationState(
        operation(options, 0),
        OperationPhase.Running,
        "",
        Optional.empty(),
        startedAt,
        Optional.empty(),
        0);
  }

  public static Operation operation(List<String> options, int selfHealAttempts) {
    return new Operation(
        new Operation.Sync(
            List.of(),
            List.of(),
            true,
            false,
            Strategy.DEFAULT,
            List.of(),
            new SyncOptions(options),
            selfHealAttempts),
        new InitiatedBy("admin", false),
        Optional.empty(),
        Manifest.of(Map.of()));
  }
}
