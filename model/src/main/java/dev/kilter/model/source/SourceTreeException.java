package dev.kilter.model.source;

/** A file of the tree cannot be read; the message says which and why, for the user. */
public final class SourceTreeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String path;
  private final Reason reason;

  /** Why it cannot be read. */
  public enum Reason {
    MISSING,
    NOT_A_FILE,
    TOO_LARGE,
    OUTSIDE
  }

  public SourceTreeException(String path, Reason reason, String message) {
    super(message);
    this.path = path;
    this.reason = reason;
  }

  /** As the reader asked for it. */
  public String path() {
    return path;
  }

  public Reason reason() {
    return reason;
  }
}
