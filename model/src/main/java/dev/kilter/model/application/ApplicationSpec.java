package dev.kilter.model.application;

import java.util.List;

/**
 * What the user asks for. {@code sources} is {@code spec.sources}, or the single {@code
 * spec.source}; {@code multiSource} tells which, because status arrays follow it. {@code malformed}
 * lists fields that could not be read, each in a sentence: such an Application is shown as invalid
 * and left alone.
 */
public record ApplicationSpec(
    String project,
    List<Source> sources,
    boolean multiSource,
    Destination destination,
    SyncPolicy syncPolicy,
    List<IgnoreDifference> ignoreDifferences,
    int revisionHistoryLimit,
    List<String> malformed) {

  /** Argo CD keeps ten history entries where the spec does not say. */
  public static final int DEFAULT_HISTORY_LIMIT = 10;

  public ApplicationSpec {
    sources = List.copyOf(sources);
    ignoreDifferences = List.copyOf(ignoreDifferences);
    malformed = List.copyOf(malformed);
  }
}
