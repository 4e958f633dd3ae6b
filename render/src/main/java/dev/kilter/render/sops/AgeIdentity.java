package dev.kilter.render.sops;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** A secret key of age: {@code AGE-SECRET-KEY-1…}, an X25519 scalar. Never printed. */
final class AgeIdentity {
  private static final String X25519 = "X25519";
  private static final int KEY = 32;

  /** The point from which each public key is made. */
  private static final byte[] BASE = base();

  private final PrivateKey secret;
  private final byte[] recipient;

  private AgeIdentity(PrivateKey secret, byte[] recipient) {
    this.secret = secret;
    this.recipient = recipient;
  }

  /** IllegalArgumentException says what is wrong with the text, and quotes none of it. */
  static AgeIdentity of(String text) {
    byte[] scalar = Bech32.decoded("age-secret-key-", text);
    if (scalar.length != KEY) {
      throw new IllegalArgumentException("it has " + scalar.length + " bytes in place of " + KEY);
    }
    try {
      PrivateKey secret =
          KeyFactory.getInstance(X25519)
              .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar));
      return new AgeIdentity(secret, agreed(secret, BASE));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it is no X25519 key", e);
    }
  }

  /** The file key that was wrapped for a recipient; empty where that is somebody else. */
  Optional<byte[]> unwrap(byte[] share, byte[] wrapped) throws GeneralSecurityException {
    byte[] salt = Bytes.joined(share, recipient);
    byte[] key = Bytes.derived(agreed(secret, share), salt, "age-encryption.org/v1/X25519");
    try {
      return Optional.of(Bytes.opened(key, new byte[12], wrapped, 0, wrapped.length));
    } catch (javax.crypto.AEADBadTagException e) {
      return Optional.empty();
    }
  }

  private static byte[] agreed(PrivateKey secret, byte[] point) throws GeneralSecurityException {
    PublicKey other =
        KeyFactory.getInstance(X25519)
            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, number(point)));
    KeyAgreement agreement = KeyAgreement.getInstance(X25519);
    agreement.init(secret);
    agreement.doPhase(other, true);
    return agreement.generateSecret();
  }

  private static BigInteger number(byte[] littleEndian) {
    byte[] big = new byte[littleEndian.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = littleEndian[big.length - 1 - i];
    }
    big[0] &= 0x7f; // the highest bit of a point means nothing (RFC 7748)
    return new BigInteger(1, big);
  }

  private static byte[] base() {
    byte[] nine = new byte[KEY];
    nine[0] = 9;
    return nine;
  }
}
