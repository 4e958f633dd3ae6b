package dev.kilter.model.source;

import java.time.Instant;

/**
 * A commit, by its SHA, or an annotated tag, by its name, and its signature. {@code by} is {@code
 * name <address>} of the commit's author or of the tagger, {@code at} when it was committed or
 * tagged by its own account.
 */
public record SignedRevision(String name, String by, Instant at, Signature signature) {

  /** How far back signatures are wanted. */
  public enum Reach {
    /** Of the annotated tag that is tracked, else of the commit. */
    HEAD,
    /** Of that tag, the commit, and all it came from back to the last sealing commits. */
    HISTORY
  }
}
