package dev.kilter.sandbox.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with its private key. */
public record Identity(X509Certificate certificate, PrivateKey key) {
  public String certificatePem() {
    return Pem.print(certificate);
  }

  public String keyPem() {
    return Pem.print(key);
  }
}
