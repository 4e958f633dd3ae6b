package dev.kilter.testkit.application;

import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Comparison;
import dev.kilter.model.settings.Settings.Reconciliation;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.Sources;
import dev.kilter.model.settings.Settings.Sync;
import dev.kilter.model.settings.Settings.Sync.SelfHealBackoff;
import dev.kilter.model.settings.Settings.Tracking;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Argo CD's defaults, as the store answers them where no ConfigMap exists. */
public final class TestSettings {
  public static final Settings DEFAULT =
      new Settings(
          new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.empty()),
          new Reconciliation(
              Duration.ofSeconds(120),
              Duration.ofSeconds(60),
              Duration.ZERO,
              Duration.ofSeconds(180)),
          new Sync(
              Sync.ApplyDefault.SERVER_SIDE,
              Duration.ofSeconds(2),
              Duration.ZERO,
              new SelfHealBackoff(Duration.ofSeconds(2), 3, Duration.ofSeconds(300)),
              Sync.BlastRadius.KILTER),
          new ResourceFilter(List.of(), List.of()),
          new Comparison(false, Comparison.IgnoreStatus.ALL, Map.of()),
          new Sources(true, true, true, true, 10L << 20, Duration.ofSeconds(15)),
          Settings.Telemetry.NONE,
          true,
          List.of(),
          Map.of(),
          50L << 20,
          List.of());

  private TestSettings() {}
}
