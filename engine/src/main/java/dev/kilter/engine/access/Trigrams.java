package dev.kilter.engine.access;

/**
 * Which three characters follow each other in a text, as a set of 64 bits: where a pattern has one
 * that a text lacks they need not be compared. Most lines are passed over by this alone.
 */
final class Trigrams {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private Trigrams() {}

  static long of(String text) {
    long set = 0;
    for (int i = 2; i < text.length(); i++) {
      long three =
          ((long) text.charAt(i - 2) << 32) | ((long) text.charAt(i - 1) << 16) | text.charAt(i);
      set |= 1L << ((three * SPREAD) >>> 58);
    }
    return set;
  }

  static boolean mayContain(long text, long pattern) {
    return (pattern & ~text) == 0;
  }
}
