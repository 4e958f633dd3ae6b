package dev.kilter.app.wiring;

import dev.kilter.app.metrics.Metrics;
import dev.kilter.app.runtime.ControllerRuntime;
import dev.kilter.cluster.ClusterReading;
import dev.kilter.cluster.Clusters;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.settings.Settings.Telemetry;
import dev.kilter.model.store.SettingsStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The metrics' look at a process, nothing while it is still being made. */
final class ProcessSight implements Metrics.Sight {
  private volatile @Nullable Parts parts;

  private record Parts(ControllerRuntime runtime, Clusters clusters, SettingsStore settings) {}

  void look(ControllerRuntime runtime, Clusters clusters, SettingsStore settings) {
    parts = new Parts(runtime, clusters, settings);
  }

  private Optional<Parts> parts() {
    return Optional.ofNullable(parts);
  }

  @Override
  public Collection<ApplicationSnapshot> applications() {
    return parts().map(it -> it.runtime().snapshots().all()).orElse(List.of());
  }

  @Override
  public Optional<ApplicationSnapshot> application(ApplicationId id) {
    return parts().flatMap(it -> it.runtime().snapshots().find(id));
  }

  @Override
  public List<ClusterReading> clusters() {
    return parts().map(it -> it.clusters().readings()).orElse(List.of());
  }

  @Override
  public Telemetry telemetry() {
    return parts().map(it -> it.settings().current().telemetry()).orElse(Telemetry.NONE);
  }

  @Override
  public int backlog() {
    return parts().map(it -> it.runtime().backlog()).orElse(0);
  }

  @Override
  public int inFlight() {
    return parts().map(it -> it.runtime().inFlight()).orElse(0);
  }
}
