package dev.kilter.control.refresh;

/** How far a look goes, as Argo CD's refresh levels. */
public enum RefreshLevel {
  /** Compare again with the known revision. */
  COMPARE,
  /** Ask what the revision is now if that was not learnt lately; try again what failed. */
  LATEST,
  /** Ask the repository in any case. */
  FORCED,
  /** And forget every rendering. */
  HARD
}
