package dev.kilter.codec;

import java.math.BigDecimal;

/**
 * Doubles as Go writes them, so that what passes through Kilter looks and reads as it does after
 * kubectl and Argo CD: {@code 1.0} is 1, and an integer field accepts it.
 */
final class Numbers {
  private static final double LONG_LIMIT = 0x1p63;

  private Numbers() {}

  /** As encoding/json: the shortest digits, an exponent below 1e-6 and from 1e21 on. */
  static String json(double value) {
    Digits digits = Digits.of(Double.toString(value));
    return digits.exponent < -6 || digits.exponent >= 21 ? digits.scientific(1) : digits.plain();
  }

  /** As sigs.k8s.io/yaml writes a key: {@code FormatFloat(value, 'g', -1, 32)}. */
  static String key(double value) {
    Digits digits = Digits.of(Float.toString((float) value));
    return digits.exponent < -4 || digits.exponent >= 6 ? digits.scientific(2) : digits.plain();
  }

  /** A Long where the value is one, as after a trip through JSON; else the double itself. */
  static Number narrowed(double value) {
    boolean whole = value == Math.rint(value) && value >= -LONG_LIMIT && value < LONG_LIMIT;
    if (whole) {
      return (long) value;
    }
    return value;
  }

  /** A finite number as its significant digits and the power of ten of the first of them. */
  private record Digits(BigDecimal value, String significant, int exponent) {
    static Digits of(String text) {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() == 0) {
        return new Digits(BigDecimal.ZERO, "0", 0);
      }
      BigDecimal stripped = value.stripTrailingZeros();
      String significant = stripped.unscaledValue().abs().toString();
      return new Digits(stripped, significant, significant.length() - 1 - stripped.scale());
    }

    String plain() {
      return value.toPlainString();
    }

    String scientific(int exponentDigits) {
      String sign = value.signum() < 0 ? "-" : "";
      String fraction = significant.length() > 1 ? "." + significant.substring(1) : "";
      String power = Integer.toString(Math.abs(exponent));
      String padded = "0".repeat(Math.max(0, exponentDigits - power.length())) + power;
      return sign + significant.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + padded;
    }
  }
}
