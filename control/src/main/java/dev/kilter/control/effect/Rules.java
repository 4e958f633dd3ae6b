package dev.kilter.control.effect;

import dev.kilter.engine.compare.ComparisonRules;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The rules by which one application is compared; the same for the loop and for who looks on. */
public final class Rules {
  private Rules() {}

  /**
   * Which application, by which name its objects are marked, where, under which settings, and which
   * objects its project permits.
   */
  public record Scene(
      Application application,
      String instanceName,
      String server,
      Settings settings,
      Function<ResourceKey, Boolean> permitted) {}

  public static ComparisonRules of(Scene scene, ApiResources kinds, LiveStateReader live) {
    Application application = scene.application();
    return new ComparisonRules(
        scene.instanceName(),
        application.spec().destination().namespace(),
        scene.settings().tracking(),
        scene.settings().comparison(),
        application.spec().ignoreDifferences(),
        kinds,
        kind -> live.schema(scene.server(), kind),
        scene.permitted(),
        Set.copyOf(options(application)));
  }

  private static List<String> options(Application application) {
    return application
        .annotation(Annotations.COMPARE_OPTIONS)
        .map(text -> SyncOptions.ofAnnotation(text).options())
        .orElse(List.of());
  }
}
