package dev.kilter.model.application;

import java.time.Instant;

/** Something about the application that a person should know; the time moves only with the text. */
public record Condition(Type type, String message, Instant lastTransitionTime) {
  /** Argo CD's types; an error type stops automated syncs. */
  public enum Type {
    DeletionError(true),
    InvalidSpecError(true),
    ComparisonError(true),
    SyncError(false),
    UnknownError(true),
    SharedResourceWarning(false),
    RepeatedResourceWarning(false),
    ExcludedResourceWarning(false),
    OrphanedResourceWarning(false),
    /** Kilter's: deletions that wait for a confirmation (design 2.13). */
    DeletionHeldWarning(false),
    /** Kilter's: a rollback that holds automation (design 2.17), or the loss of one. */
    HeldWarning(false),
    /** Kilter's: another controller is at work here, so Kilter only observes (design 2.19). */
    ObservingWarning(false),
    /** Kilter's: an object had to be applied client-side (design 2.4). */
    ApplyWarning(false);

    private final boolean error;

    Type(boolean error) {
      this.error = error;
    }

    /** Keeps a sync from starting. */
    public boolean preventsSync() {
      return error;
    }
  }
}
