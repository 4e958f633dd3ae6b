package dev.kilter.engine.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Kubernetes quantities by value, exactly: {@code 1000m} is {@code 1}, {@code 1Gi} is 2^30. */
final class Quantity {
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", binary(10)),
          Map.entry("Mi", binary(20)),
          Map.entry("Gi", binary(30)),
          Map.entry("Ti", binary(40)),
          Map.entry("Pi", binary(50)),
          Map.entry("Ei", binary(60)));

  /** Longer numbers than any quantity; keeps hostile exponents from costing memory. */
  private static final int LONGEST = 40;

  private Quantity() {}

  static boolean same(Object one, Object other) {
    Optional<BigDecimal> first = parse(one);
    Optional<BigDecimal> second = parse(other);
    return first.isPresent() && second.isPresent() && first.get().compareTo(second.get()) == 0;
  }

  static Optional<BigDecimal> parse(Object scalar) {
    if (!(scalar instanceof String) && !(scalar instanceof Number)) {
      return Optional.empty();
    }
    String text = scalar.toString().strip();
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    BigDecimal factor = SUFFIXES.get(text.substring(end));
    return factor == null || end == 0 || end > LONGEST
        ? Optional.empty()
        : number(text.substring(0, end)).map(factor::multiply);
  }

  private static Optional<BigDecimal> number(String digits) {
    try {
      BigDecimal number = new BigDecimal(digits);
      return Math.abs((long) number.scale()) > LONGEST ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal binary(int power) {
    return new BigDecimal(BigInteger.TWO.pow(power));
  }
}
