package dev.kilter.render.plugin.sidecar;

/** A sidecar did not answer, or answered that it failed. */
final class SidecarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SidecarException(String message) {
    super(message);
  }
}
