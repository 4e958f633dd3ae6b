package dev.kilter.server.views;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.ManagedResource;
import dev.kilter.model.view.ApplicationViews.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an Application's custom resource says about its objects when nobody else can be asked. */
public final class RecordedViews {
  private RecordedViews() {}

  /** The managed objects, without what they own. */
  public static List<Node> tree(Application application) {
    return application.status().resources().stream()
        .map(resource ->
            new Node(
                resource.key(),
                resource.version(),
                "",
                "",
                List.of(),
                resource.health(),
                Map.of(),
                Optional.empty(),
                false))
        .toList();
  }

  /** Verdicts without manifests. */
  public static List<ManagedResource> managedResources(Application application) {
    return application.status().resources().stream()
        .map(resource ->
            new ManagedResource(
                resource.key(),
                resource.version(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                resource.sync(),
                resource.hook(),
                Optional.empty(),
                List.of()))
        .toList();
  }

  /** The worst that is recorded, in the order in which it keeps an application from being well. */
  public static Explained explain(Application application) {
    Optional<Condition> error =
        application.status().conditions().stream()
            .filter(condition -> condition.type().preventsSync())
            .findFirst();
    if (error.isPresent()) {
      return explained(
          application,
          error.get().type().name(),
          error.get().message(),
          Optional.of(error.get().lastTransitionTime()));
    }
    Optional<OperationState> failed =
        application
            .status()
            .operationState()
            .filter(state ->
                state.phase() == OperationPhase.Failed || state.phase() == OperationPhase.Error);
    if (failed.isPresent()) {
      return explained(
          application,
          "SyncFailed",
          "The last sync failed: " + failed.get().message(),
          failed.get().finishedAt());
    }
    return verdict(application);
  }

  private static Explained verdict(Application application) {
    SyncStatus sync = application.status().sync().status().orElse(SyncStatus.Unknown);
    HealthStatus health =
        application
            .status()
            .health()
            .map(ApplicationHealth::health)
            .orElse(Health.UNKNOWN)
            .status();
    Optional<Instant> since =
        application.status().health().flatMap(ApplicationHealth::lastTransitionTime);
    if (sync == SyncStatus.Synced && health == HealthStatus.Healthy) {
      return explained(application, "Healthy", "All well: synced and healthy.", since);
    }
    return explained(
        application,
        health == HealthStatus.Healthy ? sync.name() : health.name(),
        "\"" + application.id().name() + "\" is " + sync + " and " + health + ".",
        since);
  }

  private static Explained explained(
      Application application, String verdict, String headline, Optional<Instant> since) {
    List<String> evidence = new ArrayList<>();
    for (ResourceStatus resource : application.status().resources()) {
      boolean differs = resource.sync().equals(Optional.of(SyncStatus.OutOfSync));
      boolean ill =
          resource.health().filter(one -> one.status() != HealthStatus.Healthy).isPresent();
      if (differs || ill) {
        evidence.add(line(resource));
      }
    }
    return new Explained(
        verdict,
        headline,
        "",
        "",
        evidence,
        List.of(new Explained.Fix("see every object", "kilter app get " + application.id().name())),
        since);
  }

  private static String line(ResourceStatus resource) {
    String name = resource.key().kind() + "/" + resource.key().name();
    String sync = resource.sync().map(one -> " " + one.name()).orElse("");
    String health =
        resource
            .health()
            .map(one ->
                ", " + one.status().name() + (one.message().isEmpty() ? "" : ": " + one.message()))
            .orElse("");
    return name + sync + health;
  }
}
