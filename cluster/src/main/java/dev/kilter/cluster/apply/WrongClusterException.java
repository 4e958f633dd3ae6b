package dev.kilter.cluster.apply;

import dev.kilter.model.failure.Failure;
import java.io.IOException;
import java.util.Objects;

/** A write that was not sent, since nobody knows that it would go where it belongs. */
public final class WrongClusterException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public WrongClusterException(Failure failure) {
    super(failure.message());
    this.failure = Objects.requireNonNull(failure);
  }

  Failure failure() {
    return failure;
  }
}
