package dev.kilter.cluster.cache;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads the time of a Kubernetes object. Every object has one, and the JDK's formatter takes longer
 * for it than the rest of the metadata does, so the form in which API servers write it, {@code
 * 2026-01-02T03:04:05Z}, is read by hand.
 */
final class Timestamp {
  private static final String FORM = "dddd-dd-ddTdd:dd:ddZ";

  private Timestamp() {}

  /** Any RFC 3339 time; the epoch where it is none. */
  static Instant instant(String text) {
    try {
      return usual(text) ? byHand(text) : Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static boolean usual(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char found = text.charAt(i);
      if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static Instant byHand(String text) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second);
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }
}
