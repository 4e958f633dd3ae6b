package dev.kilter.render.sops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The few things that age does with bytes. */
final class Bytes {
  private static final int KEY = 32;

  private Bytes() {}

  static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** HKDF-SHA256. */
  static byte[] derived(byte[] from, byte[] salt, String info) throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addIKM(new SecretKeySpec(from, "Generic"))
                .addSalt(salt)
                .thenExpand(info.getBytes(StandardCharsets.UTF_8), KEY));
  }

  /** ChaCha20-Poly1305; AEADBadTagException where it was sealed with another key or changed. */
  static byte[] opened(byte[] key, byte[] nonce, byte[] sealed, int from, int length)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
    return cipher.doFinal(sealed, from, length);
  }
}
