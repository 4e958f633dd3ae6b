package dev.kilter.model.source;

import dev.kilter.model.failure.Failure;

/** What a tree refers to lies elsewhere and cannot be had; the failure says why, for the user. */
public final class SourceFetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  public SourceFetchException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
