package dev.kilter.cluster.connection;

import java.io.IOException;

/** Credentials that others can take the place of while the connection goes on. */
public final class RenewableCredentials implements Credentials {
  private volatile Credentials current;

  public RenewableCredentials(Credentials first) {
    current = first;
  }

  public void renew(Credentials next) {
    current = next;
  }

  @Override
  public Proof proof() throws IOException {
    return current.proof();
  }

  @Override
  public void rejected(Proof proof) {
    current.rejected(proof);
  }
}
