package dev.kilter.engine.prune;

/** Whether an object may be deleted because Git no longer names it. */
public sealed interface Proof {
  /** It may, at exactly this uid and resourceVersion. */
  record Proved(String uid, String resourceVersion) implements Proof {}

  /** It may not; {@code reason} is one plain sentence. */
  record NotProved(String reason) implements Proof {}
}
