package dev.kilter.sandbox.kube;

import java.io.IOException;

/** The API server answered a request with an error. */
public final class ApiException extends IOException {
  private final int status;

  ApiException(String request, int status, String message) {
    super(request + " was answered with " + status + ": " + message);
    this.status = status;
  }

  /** The HTTP status, for instance 404 or 409. */
  public int status() {
    return status;
  }
}
