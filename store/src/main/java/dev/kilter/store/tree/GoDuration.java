package dev.kilter.store.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in Go's syntax, such as {@code 1h30m} or {@code 500ms}. */
public final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  /** Longer ones say nothing; regular expressions take a stack or quadratic time for them. */
  private static final int MAX_LENGTH = 100;

  private static final Pattern BARE = Pattern.compile("[-+]?\\d{1,9}");
  private static final Pattern WHOLE = Pattern.compile("([-+]?)((?:" + PART.pattern() + ")+)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** A bare whole number counts as seconds, as in Argo CD's retry policy; empty where malformed. */
  public static Optional<Duration> parse(String text) {
    return BARE.matcher(text).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : parseUnits(text);
  }

  private static Optional<Duration> parseUnits(String text) {
    Matcher whole = WHOLE.matcher(text);
    if (text.length() > MAX_LENGTH || !whole.matches()) {
      return Optional.empty();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(whole.group(2));
    while (part.find()) {
      long unit = NANOS.getOrDefault(part.group(2), 1L);
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
    }
    BigInteger total = nanos.toBigInteger();
    if (total.bitLength() > 63) {
      return Optional.empty(); // Go's durations have 64 bits too
    }
    long signed = whole.group(1).equals("-") ? -total.longValue() : total.longValue();
    return Optional.of(Duration.ofNanos(signed));
  }

  /** The shortest exact form, such as {@code 1h30m} or {@code 0s}. */
  public static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
    Duration rest = duration.abs();
    append(text, rest.toHours(), "h");
    append(text, rest.toMinutesPart(), "m");
    append(text, rest.toSecondsPart(), "s");
    append(text, rest.toNanosPart() / 1_000_000, "ms");
    append(text, rest.toNanosPart() % 1_000_000, "ns");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount != 0) {
      text.append(amount).append(unit);
    }
  }
}
