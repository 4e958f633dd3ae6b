package dev.kilter.git.signature;

import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key in the form of SSH. Keys of hardware tokens ({@code sk-…}) and certificates are
 * recognised, and not accepted: their signatures cover more than what was signed.
 */
final class SshKey {
  private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int ED25519_LENGTH = 32;
  private static final int RSA_BITS = 2048;

  private final byte[] blob;
  private final String type;

  private SshKey(byte[] blob, String type) {
    this.blob = blob;
    this.type = type;
  }

  static SshKey of(byte[] blob) {
    return new SshKey(blob, SshSignature.text(SshSignature.bytes(ByteBuffer.wrap(blob))));
  }

  String type() {
    return type;
  }

  /** A signature by this key. */
  Signature signature(Verdict verdict) {
    return new Signature.Ssh(
        verdict, type + " " + Base64.getEncoder().encodeToString(blob), fingerprint());
  }

  private String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What Java calls an algorithm of this key; empty where it is none that is accepted. */
  Optional<String> java(String algorithm) {
    return switch (type) {
      case "ssh-ed25519" -> algorithm.equals(type) ? Optional.of("Ed25519") : Optional.empty();
      case "ssh-rsa" ->
          switch (algorithm) {
            case "rsa-sha2-512" -> Optional.of("SHA512withRSA");
            case "rsa-sha2-256" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
          };
      default -> curve().filter(_ -> algorithm.equals(type)).map(Curve::algorithm);
    };
  }

  private record Curve(String name, String algorithm, int length) {}

  private Optional<Curve> curve() {
    return switch (type) {
      case "ecdsa-sha2-nistp256" ->
          Optional.of(new Curve("secp256r1", "SHA256withECDSAinP1363Format", 32));
      case "ecdsa-sha2-nistp384" ->
          Optional.of(new Curve("secp384r1", "SHA384withECDSAinP1363Format", 48));
      case "ecdsa-sha2-nistp521" ->
          Optional.of(new Curve("secp521r1", "SHA512withECDSAinP1363Format", 66));
      default -> Optional.empty();
    };
  }

  PublicKey publicKey() throws GeneralSecurityException {
    ByteBuffer parts = ByteBuffer.wrap(blob);
    SshSignature.bytes(parts);
    Optional<Curve> curve = curve();
    if (curve.isPresent()) {
      SshSignature.bytes(parts);
      return elliptic(curve.get(), SshSignature.bytes(parts));
    }
    return type.equals("ssh-rsa")
        ? rsa(number(SshSignature.bytes(parts)), number(SshSignature.bytes(parts)))
        : ed25519(SshSignature.bytes(parts));
  }

  private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
    if (point.length != ED25519_LENGTH) {
      throw new SignatureException("no Ed25519 key");
    }
    byte[] encoded = Arrays.copyOf(ED25519_HEAD, ED25519_HEAD.length + point.length);
    System.arraycopy(point, 0, encoded, ED25519_HEAD.length, point.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static PublicKey rsa(BigInteger exponent, BigInteger modulus)
      throws GeneralSecurityException {
    if (modulus.bitLength() < RSA_BITS) {
      throw new SignatureException("an RSA key of " + modulus.bitLength() + " bits");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static PublicKey elliptic(Curve curve, byte[] point) throws GeneralSecurityException {
    if (point.length != 1 + 2 * curve.length() || point[0] != 4) {
      throw new SignatureException("no point of " + curve.name());
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.name()));
    ECPoint found =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + curve.length())),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + curve.length(), point.length)));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(found, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  /** A signature of this key in the form that Java wants: of a curve, two numbers side by side. */
  byte[] java(byte[] signature) throws SignatureException {
    Optional<Curve> curve = curve();
    if (curve.isEmpty()) {
      return signature;
    }
    int length = curve.get().length();
    ByteBuffer numbers = ByteBuffer.wrap(signature);
    byte[] both = new byte[2 * length];
    for (int end = length; end <= both.length; end += length) {
      byte[] number = number(SshSignature.bytes(numbers)).toByteArray();
      int from = number[0] == 0 ? 1 : 0;
      if (number.length - from > length) {
        throw new SignatureException("a number that is too large");
      }
      System.arraycopy(number, from, both, end - (number.length - from), number.length - from);
    }
    return both;
  }

  private static BigInteger number(byte[] bytes) {
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(1, bytes);
  }
}
