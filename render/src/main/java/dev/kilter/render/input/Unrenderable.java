package dev.kilter.render.input;

import dev.kilter.model.failure.Failure;

/**
 * Ends a render at the point where it cannot go on; the dispatcher turns it into a Failed
 * rendering.
 */
public final class Unrenderable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // failures are data; nobody serializes this
  private final Failure failure;

  public Unrenderable(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public static Unrenderable file(String file, int line, String message) {
    return new Unrenderable(new Failure.RenderFailed(file, line, message));
  }

  public Failure failure() {
    return failure;
  }
}
