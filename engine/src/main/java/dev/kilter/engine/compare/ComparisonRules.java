package dev.kilter.engine.compare;

import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything a comparison stands on beside desired and live. {@code schemas} must be a function of
 * the kind alone; {@code permitted} tells whether the project allows a kind (otherwise Unknown).
 */
public record ComparisonRules(
    String instanceName,
    String destinationNamespace,
    Settings.Tracking tracking,
    Settings.Comparison settings,
    List<IgnoreDifference> ignoreDifferences,
    ApiResources apiResources,
    Function<GroupVersionKind, KindSchema> schemas,
    Function<dev.kilter.model.manifest.ResourceKey, Boolean> permitted,
    Set<String> compareOptions) {
  public ComparisonRules {
    ignoreDifferences = List.copyOf(ignoreDifferences);
    compareOptions = Set.copyOf(compareOptions);
  }
}
