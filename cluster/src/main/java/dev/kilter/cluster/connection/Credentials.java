package dev.kilter.cluster.connection;

import java.io.IOException;

/** Who we are to an API server, for as long as the connection lasts. */
public interface Credentials {
  /** What to show with the next request, renewed where it is about to expire. */
  Proof proof() throws IOException;

  /**
   * The server answered 401 to this; the next is fetched anew, unless that has happened already.
   */
  void rejected(Proof proof);

  /** A proof that never changes. */
  static Credentials fixed(Proof proof) {
    return new Credentials() {
      @Override
      public Proof proof() {
        return proof;
      }

      @Override
      public void rejected(Proof rejected) {
        // nothing else to offer
      }
    };
  }
}
