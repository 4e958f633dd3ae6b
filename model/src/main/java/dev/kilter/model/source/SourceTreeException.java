package dev.kilter.model.source;

/** A file of the tree cannot be read; the message says which and why, for the user. */
public final class SourceTreeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String path;

  public SourceTreeException(String path, String message) {
    super(message);
    this.path = path;
  }

  public String path() {
    return path;
  }
}
