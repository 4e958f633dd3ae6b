package dev.kilter.server.live;

import dev.kilter.api.Document;
import dev.kilter.engine.sync.Holds;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.Hold;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.failure.Result;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.FleetViews;
import dev.kilter.server.views.RecordedViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One application among thousands: what a list, a heat grid and the question "what needs me now"
 * stand on. Its cells are parallel to {@link #COLUMNS}; as JSON a tenth of what Argo CD's list is.
 */
public record FleetRow(List<@Nullable Object> cells) {
  public static final List<String> COLUMNS =
      List.of(
          "namespace",
          "name",
          "project",
          "cluster",
          "destNamespace",
          "health",
          "sync",
          "phase",
          "verdict",
          "headline",
          "code",
          "object",
          "since",
          "revision",
          "target",
          "repo",
          "path",
          "auto",
          "hold",
          "labels",
          "lastAt",
          "lastBy");

  public FleetRow {
    cells = Collections.unmodifiableList(new ArrayList<>(cells));
  }

  static FleetRow of(Application application, FleetViews views) {
    List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
    ApplicationSpec spec = application.spec();
    cells.add(application.id().namespace());
    cells.add(application.id().name());
    cells.add(spec.project());
    cells.add(cluster(spec.destination()));
    cells.add(spec.destination().namespace());
    addVerdict(cells, application, views);
    addSource(cells, application);
    cells.add(spec.syncPolicy().automation().isPresent());
    cells.add(Holds.of(application).map(FleetRow::hold).orElse(null));
    cells.add(application.labels());
    addLast(cells, application.status());
    return new FleetRow(cells);
  }

  private static String cluster(Destination destination) {
    if (!destination.name().isEmpty()) {
      return destination.name();
    }
    return destination.server().equals(Destination.IN_CLUSTER_SERVER)
        ? Destination.IN_CLUSTER_NAME
        : destination.server();
  }

  private static void addVerdict(
      List<@Nullable Object> cells, Application application, FleetViews views) {
    ApplicationStatus status = application.status();
    Optional<OperationState> running =
        status.operationState().filter(state -> !state.phase().completed());
    cells.add(health(status).name());
    cells.add(status.sync().status().orElse(SyncStatus.Unknown).name());
    cells.add(running.map(state -> state.phase().name()).orElse(""));
    Optional<Explained> explained =
        allWell(application, running)
            ? Optional.empty()
            : Optional.of(explained(application, views));
    cells.add(explained.map(Explained::verdict).orElse(""));
    cells.add(explained.map(Explained::headline).orElse(""));
    cells.add(explained.map(Explained::code).orElse(""));
    cells.add(explained.map(Explained::object).orElse(""));
    cells.add(
        explained
            .flatMap(Explained::since)
            .or(() -> status.health().flatMap(ApplicationHealth::lastTransitionTime))
            .map(Instant::toString)
            .orElse(""));
  }

  private static HealthStatus health(ApplicationStatus status) {
    return status.health().map(one -> one.health().status()).orElse(HealthStatus.Unknown);
  }

  /** Of most applications there is nothing to say, and it must cost nothing to say so. */
  private static boolean allWell(Application application, Optional<OperationState> running) {
    ApplicationStatus status = application.status();
    return health(status) == HealthStatus.Healthy
        && status.sync().status().equals(Optional.of(SyncStatus.Synced))
        && status.conditions().isEmpty()
        && running.isEmpty()
        && application.operation().isEmpty()
        && application.annotation(Annotations.HOLD).isEmpty();
  }

  private static Explained explained(Application application, FleetViews views) {
    return views.brief(application.id()) instanceof Result.Success<Explained>(var explained)
        ? explained
        : RecordedViews.explain(application);
  }

  private static void addSource(List<@Nullable Object> cells, Application application) {
    Optional<Source> source = application.spec().sources().stream().findFirst();
    cells.add(application.status().sync().revisions().stream().findFirst().orElse(""));
    cells.add(source.map(Source::revisionOrHead).orElse(""));
    cells.add(source.map(Source::repoUrl).orElse(""));
    cells.add(source.map(one -> one.isHelmChart() ? one.chart() : one.path()).orElse(""));
  }

  private static Map<String, @Nullable Object> hold(Hold hold) {
    return new Document(Document.pair("by", hold.by(), "why", hold.reason()))
        .with(hold.until().map(Instant::toString).orElse(""), "until")
        .root();
  }

  private static void addLast(List<@Nullable Object> cells, ApplicationStatus status) {
    Optional<RevisionHistory> last =
        status.history().isEmpty() ? Optional.empty() : Optional.of(status.history().getLast());
    cells.add(last.map(entry -> entry.deployedAt().toString()).orElse(""));
    cells.add(last.map(RevisionHistory::initiatedBy).map(FleetRow::by).orElse(""));
  }

  private static String by(InitiatedBy by) {
    return by.automated() ? "auto-sync" : by.username();
  }
}
