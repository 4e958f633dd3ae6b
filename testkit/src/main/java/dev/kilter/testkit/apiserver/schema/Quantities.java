package dev.kilter.testkit.apiserver.schema;

import java.math.BigDecimal;
import java.util.List;

/** Quantities as the server writes them: {@code 1000m} is 1, {@code 0.5} is 500m. */
final class Quantities {
  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final int UNIT = DECIMAL.indexOf("");
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final BigDecimal KILO = BigDecimal.valueOf(1000);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  private Quantities() {}

  /** What is no quantity stays as it is. */
  static String canonical(String text) {
    int end = text.length();
    while (end > 0 && !Character.isDigit(text.charAt(end - 1)) && text.charAt(end - 1) != '.') {
      end--;
    }
    String suffix = text.substring(end);
    try {
      BigDecimal number = new BigDecimal(text.substring(0, end));
      return BINARY.contains(suffix) && !suffix.isEmpty()
          ? binary(number, BINARY.indexOf(suffix))
          : DECIMAL.contains(suffix) ? decimal(number, DECIMAL.indexOf(suffix)) : text;
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static String binary(BigDecimal number, int power) {
    BigDecimal bytes = number.multiply(KIBI.pow(power));
    int at = 0;
    while (at < BINARY.size() - 1 && bytes.signum() != 0 && bytes.remainder(KIBI).signum() == 0) {
      bytes = bytes.divide(KIBI);
      at++;
    }
    return bytes.stripTrailingZeros().toPlainString() + BINARY.get(at);
  }

  private static String decimal(BigDecimal number, int power) {
    BigDecimal value = number.scaleByPowerOfTen(3 * (power - UNIT));
    int at = UNIT;
    while (at > 0 && value.stripTrailingZeros().scale() > 0) {
      value = value.multiply(KILO);
      at--;
    }
    while (at < DECIMAL.size() - 1 && value.signum() != 0 && value.remainder(KILO).signum() == 0) {
      value = value.divide(KILO);
      at++;
    }
    return value.stripTrailingZeros().toPlainString() + DECIMAL.get(at);
  }
}
