package dev.kilter.model.application;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Options as {@code Name=value}, compared literally as Argo CD does. */
public record SyncOptions(List<String> options) {
  public static final SyncOptions NONE = new SyncOptions(List.of());

  /**
   * Option of an operation: {@code ConfirmDeletion=HASH} lets the held deletions of exactly this
   * plan happen (design 2.13). Argo CD ignores it.
   */
  public static final String CONFIRM_DELETION = "ConfirmDeletion";

  public SyncOptions {
    options = List.copyOf(options);
  }

  /** The comma-separated form of an object's {@code argocd.argoproj.io/sync-options}. */
  public static SyncOptions ofAnnotation(String annotation) {
    return new SyncOptions(
        Arrays.stream(annotation.split(",", -1))
            .map(String::strip)
            .filter(option -> !option.isEmpty())
            .toList());
  }

  public boolean has(String option) {
    return options.contains(option);
  }

  /** The value of the last {@code name=value}. */
  public Optional<String> value(String name) {
    String prefix = name + "=";
    return options.stream()
        .filter(option -> option.startsWith(prefix))
        .reduce((first, last) -> last)
        .map(option -> option.substring(prefix.length()));
  }
}
