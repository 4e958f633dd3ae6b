package dev.kilter.cluster.connection;

import java.io.IOException;

/** There is nothing to prove who we are with, so no request was sent. Free of credentials. */
public final class LoginException extends IOException {
  private static final long serialVersionUID = 1;

  LoginException(String message) {
    super(message);
  }

  LoginException(String message, Throwable cause) {
    super(message, cause);
  }
}
