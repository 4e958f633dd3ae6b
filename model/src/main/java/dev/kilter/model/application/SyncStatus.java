package dev.kilter.model.application;

/** Does live match desired? Unknown where either could not be read. */
public enum SyncStatus {
  Synced,
  OutOfSync,
  Unknown
}
