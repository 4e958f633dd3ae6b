package dev.kilter.git.signature;

import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A signature as {@code ssh-keygen -Y sign} makes it (OpenSSH, PROTOCOL.sshsig). It carries the
 * public key, so that it can be verified here; whether that key may sign is for others to say.
 */
final class SshSignature {
  static final String BEGINNING = "-----BEGIN SSH SIGNATURE-----";
  private static final String END = "-----END SSH SIGNATURE-----";
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final String NAMESPACE = "git";

  private SshSignature() {}

  static Signature verify(byte[] payload, String armoured) {
    try {
      return verify(payload, ByteBuffer.wrap(unarmoured(armoured)));
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      return new Signature.Unusable("an SSH signature that cannot be read");
    }
  }

  private static byte[] unarmoured(String text) {
    String stripped = text.strip();
    if (!stripped.startsWith(BEGINNING) || !stripped.endsWith(END)) {
      throw new IllegalArgumentException("no SSH signature");
    }
    String base64 = stripped.substring(BEGINNING.length(), stripped.length() - END.length());
    return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
  }

  private static Signature verify(byte[] payload, ByteBuffer blob) {
    byte[] magic = new byte[MAGIC.length];
    blob.get(magic);
    if (!Arrays.equals(magic, MAGIC) || blob.getInt() != 1) {
      throw new IllegalArgumentException("no SSH signature");
    }
    byte[] key = bytes(blob);
    String namespace = text(bytes(blob));
    byte[] reserved = bytes(blob);
    String hash = text(bytes(blob));
    ByteBuffer signature = ByteBuffer.wrap(bytes(blob));
    if (!namespace.equals(NAMESPACE)) {
      return new Signature.Unusable(
          "signed by SSH for '" + printable(namespace) + "', not for 'git'");
    }
    Optional<String> digest =
        switch (hash) {
          case "sha512" -> Optional.of("SHA-512");
          case "sha256" -> Optional.of("SHA-256");
          default -> Optional.empty();
        };
    SshKey found = SshKey.of(key);
    String algorithm = text(bytes(signature));
    Optional<String> name = found.java(algorithm);
    if (digest.isEmpty() || name.isEmpty()) {
      return new Signature.Unusable(
          "signed by an SSH key of type %s (%s, %s), which is not accepted"
              .formatted(printable(found.type()), printable(algorithm), printable(hash)));
    }
    try {
      byte[] signed =
          signed(
              namespace, reserved, hash, MessageDigest.getInstance(digest.get()).digest(payload));
      java.security.Signature verifier = java.security.Signature.getInstance(name.get());
      verifier.initVerify(found.publicKey());
      verifier.update(signed);
      boolean good = verifier.verify(found.java(bytes(signature)));
      return found.signature(good ? Verdict.GOOD : Verdict.BAD);
    } catch (GeneralSecurityException _) {
      return found.signature(Verdict.BAD);
    }
  }

  private static byte[] signed(String namespace, byte[] reserved, String hash, byte[] digest) {
    byte[][] parts = {
      namespace.getBytes(StandardCharsets.ISO_8859_1),
      reserved,
      hash.getBytes(StandardCharsets.ISO_8859_1),
      digest
    };
    int length = MAGIC.length;
    for (byte[] part : parts) {
      length += Integer.BYTES + part.length;
    }
    ByteBuffer signed = ByteBuffer.allocate(length).put(MAGIC);
    for (byte[] part : parts) {
      signed.putInt(part.length).put(part);
    }
    return signed.array();
  }

  static byte[] bytes(ByteBuffer blob) {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw new IllegalArgumentException("longer than what is there");
    }
    byte[] bytes = new byte[length];
    blob.get(bytes);
    return bytes;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Others wrote it, and people will read it. */
  private static String printable(String text) {
    String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
    return shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
  }
}
