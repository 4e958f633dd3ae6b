package dev.kilter.model.application;

import java.util.List;

/**
 * Fields that the user does not want compared. Group and kind are globs; empty name matches all.
 */
public record IgnoreDifference(
    String group,
    String kind,
    String name,
    String namespace,
    List<String> jsonPointers,
    List<String> jqPathExpressions,
    List<String> managedFieldsManagers) {
  public IgnoreDifference {
    jsonPointers = List.copyOf(jsonPointers);
    jqPathExpressions = List.copyOf(jqPathExpressions);
    managedFieldsManagers = List.copyOf(managedFieldsManagers);
  }
}
