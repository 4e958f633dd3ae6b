package dev.kilter.cluster;

import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Comparison;
import dev.kilter.model.settings.Settings.Reconciliation;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.Sources;
import dev.kilter.model.settings.Settings.Sync;
import dev.kilter.model.settings.Settings.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Argo CD's defaults, with the parts that matter to a cluster to choose. */
final class TestSettings {
  private TestSettings() {}

  static Settings defaults() {
    return with(new ResourceFilter(List.of(), List.of()));
  }

  static Settings with(ResourceFilter filter) {
    return new Settings(
        new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.empty()),
        new Reconciliation(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
        new Sync(
            Sync.ApplyDefault.SERVER_SIDE,
            Duration.ZERO,
            Duration.ZERO,
            new Sync.SelfHealBackoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(5)),
            Sync.BlastRadius.KILTER),
        filter,
        new Comparison(true, Comparison.IgnoreStatus.CRD, Map.of()),
        new Sources(false, true, true, true, 10_000_000, Duration.ofSeconds(90)),
        Settings.Telemetry.NONE,
        true,
        List.of(),
        Map.of(),
        1,
        List.of());
  }
}
