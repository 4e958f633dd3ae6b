package dev.kilter.render.sops;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** The text form of age's keys (BIP 173): a readable prefix, the bytes, and a checksum. */
final class Bech32 {
  private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECKSUM = 6;

  private Bech32() {}

  /** The bytes; IllegalArgumentException, without the text, where it is none with this prefix. */
  static byte[] decoded(String prefix, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.equals(text) && !text.toUpperCase(Locale.ROOT).equals(text)) {
      throw new IllegalArgumentException("mixed case");
    }
    int one = lower.lastIndexOf('1');
    if (one < 1 || lower.length() - one - 1 < CHECKSUM || !lower.substring(0, one).equals(prefix)) {
      throw new IllegalArgumentException("it does not begin with " + prefix + "1");
    }
    int[] digits = new int[lower.length() - one - 1];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = DIGITS.indexOf(lower.charAt(one + 1 + i));
      if (digits[i] < 0) {
        throw new IllegalArgumentException("a character that no key has");
      }
    }
    if (remainder(prefix, digits) != 1) {
      throw new IllegalArgumentException("its checksum is wrong; was it copied whole?");
    }
    return bytes(digits);
  }

  private static int remainder(String prefix, int[] digits) {
    int value = 1;
    for (int i = 0; i < prefix.length(); i++) {
      value = next(value, prefix.charAt(i) >> 5);
    }
    value = next(value, 0);
    for (int i = 0; i < prefix.length(); i++) {
      value = next(value, prefix.charAt(i) & 31);
    }
    for (int digit : digits) {
      value = next(value, digit);
    }
    return value;
  }

  private static int next(int value, int digit) {
    int top = value >>> 25;
    int result = (value & 0x1ffffff) << 5 ^ digit;
    for (int i = 0; i < GENERATOR.length; i++) {
      if ((top >> i & 1) == 1) {
        result ^= GENERATOR[i];
      }
    }
    return result;
  }

  /** Five bits a digit become eight a byte; what is left over is padding. */
  private static byte[] bytes(int[] digits) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < digits.length - CHECKSUM; i++) {
      held = (held << 5 | digits[i]) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
      }
    }
    return bytes.toByteArray();
  }
}
