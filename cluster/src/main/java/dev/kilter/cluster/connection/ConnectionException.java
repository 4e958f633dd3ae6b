package dev.kilter.cluster.connection;

/** A connection's configuration that cannot be used; the message is free of credentials. */
public final class ConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConnectionException(String message) {
    super(message);
  }

  public ConnectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
