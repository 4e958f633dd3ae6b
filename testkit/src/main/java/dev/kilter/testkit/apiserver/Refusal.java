package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;

/**
 * An answer that is an error. Thrown, since the server finds reasons to refuse at any depth of a
 * request, and caught where requests come in; it never leaves this package.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Manifest status;
  private final int code;

  Refusal(int code, Manifest status) {
    super(status.text("message").orElse(""), null, false, false);
    this.code = code;
    this.status = status;
  }

  int code() {
    return code;
  }

  Manifest status() {
    return status;
  }
}
