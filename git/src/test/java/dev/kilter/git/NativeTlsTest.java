package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of TLS, held by the system's git. */
class NativeTlsTest extends TlsTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }

  /** GnuTLS reads no key of an elliptic curve without its public half, which Java leaves out. */
  @Override
  String keyAlgorithm() {
    return "RSA";
  }
}
