package dev.kilter.cluster.connection;

import java.io.IOException;
import java.util.Optional;

/** What goes into the Authorization header. Client certificates are part of the TLS context. */
public interface Credentials {
  /** The header's value, renewed where it is about to expire; empty for none. */
  Optional<String> authorization() throws IOException;

  /** The server answered 401: the next value must be fetched anew. */
  void rejected();

  /** A value that never changes. */
  static Credentials fixed(Optional<String> header) {
    return new Credentials() {
      @Override
      public Optional<String> authorization() {
        return header;
      }

      @Override
      public void rejected() {
        // nothing else to offer
      }
    };
  }
}
