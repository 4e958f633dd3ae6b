package dev.kilter.cluster.transport;

import java.io.IOException;

/** A stream said nothing for longer than its reader had patience: the connection is dead. */
public final class SilenceException extends IOException {
  private static final long serialVersionUID = 1;

  SilenceException(String server) {
    super(server + " has been silent for too long");
  }
}
