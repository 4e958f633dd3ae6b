package dev.kilter.server.webhook;

import dev.kilter.server.webhook.Sender.Trust;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ways in which senders prove that they know a secret; every comparison is in constant time.
 */
final class Secrets {
  private Secrets() {}

  /** The header holds the secret itself. */
  static Trust token(String configured, String sent) {
    if (configured.isEmpty()) {
      return Trust.OPEN;
    }
    return equal(configured, sent) ? Trust.PROVED : Trust.REFUSED;
  }

  /**
   * The header holds an HMAC of the body in hexadecimal, after the name of its hash ({@code
   * sha256=}) where {@code prefix} is not empty.
   */
  static Trust signature(String configured, Hash hash, String header, WebhookRequest request) {
    if (configured.isEmpty()) {
      return Trust.OPEN;
    }
    String sent = request.header(header).toLowerCase(Locale.ROOT);
    String expected =
        hash.prefix + HexFormat.of().formatHex(hmac(hash, configured, request.body()));
    return equal(expected, sent) ? Trust.PROVED : Trust.REFUSED;
  }

  static String configured(Map<String, String> secrets, String key) {
    return secrets.getOrDefault(key, "");
  }

  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(Hash hash, String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(hash.algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), hash.algorithm));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + hash.algorithm, e);
    }
  }

  /** Algorithm, and what stands before its result in the header. */
  enum Hash {
    SHA256("HmacSHA256", "sha256="),
    SHA256_BARE("HmacSHA256", ""),
    SHA1("HmacSHA1", "sha1=");

    private final String algorithm;
    private final String prefix;

    Hash(String algorithm, String prefix) {
      this.algorithm = algorithm;
      this.prefix = prefix;
    }
  }
}
