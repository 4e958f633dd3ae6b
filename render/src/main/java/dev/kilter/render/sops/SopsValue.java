package dev.kilter.render.sops;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One encrypted value: {@code ENC[AES256_GCM,data:…,iv:…,tag:…,type:str]}. */
record SopsValue(String data, String iv, String tag, String type) {
  private static final Pattern FORM =
      Pattern.compile("ENC\\[AES256_GCM,data:([^,]*),iv:([^,]+),tag:([^,]+),type:([a-z]+)]");
  private static final int TAG_BITS = 128;

  static Optional<SopsValue> of(String text) {
    Matcher found = FORM.matcher(text);
    return found.matches()
        ? Optional.of(new SopsValue(found.group(1), found.group(2), found.group(3), found.group(4)))
        : Optional.empty();
  }

  /**
   * The value in the clear, of the type that it had. It was sealed together with its place, so that
   * values cannot change places.
   */
  Object decrypted(byte[] key, String place) throws GeneralSecurityException {
    byte[] sealed = Bytes.joined(decoded(data), decoded(tag));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BITS, decoded(iv)));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    String clear = new String(cipher.doFinal(sealed), StandardCharsets.UTF_8);
    return switch (type) {
      case "int" -> Long.valueOf(clear);
      case "float" -> Double.valueOf(clear);
      case "bool" -> Boolean.valueOf(clear);
      default -> clear;
    };
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }
}
